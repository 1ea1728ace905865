using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Identity.Passwords;
using FsCheck.Xunit;
using Konscious.Security.Cryptography;
using Xunit;

namespace ConferenceGateway.Tests.Identity.Passwords;

public sealed class PasswordHashTests
{
    private static readonly HashCost Cheap = new(1, 1);

    // RFC 9106, 5.3: the vector of Argon2id.
    [Fact]
    public void The_library_computes_what_the_standard_says()
    {
        using var argon = new Argon2id(Bytes(1, 32))
        {
            Salt = Bytes(2, 16), KnownSecret = Bytes(3, 8), AssociatedData = Bytes(4, 12), MemorySize = 32, Iterations = 3, DegreeOfParallelism = 4,
        };

        Convert.ToHexStringLower(argon.GetBytes(32)).Should().Be("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");

        static byte[] Bytes(byte value, int count) => [.. Enumerable.Repeat(value, count)];
    }

    [Fact]
    public void A_hash_is_read_as_it_was_written()
    {
        var hash = PasswordHash.Make("Grüße aus dem Regen", new(19, 2));

        hash.ToString().Should().StartWith("$argon2id$v=19$m=19456,t=2,p=1$");
        var read = PasswordHash.Parse(hash.ToString())!;
        read.ToString().Should().Be(hash.ToString());
        read.Verify("Grüße aus dem Regen").Should().BeTrue();
        read.Verify("grüße aus dem Regen").Should().BeFalse();
        read.Verify("Grüße aus dem Regen ").Should().BeFalse();
    }

    [Fact]
    public void Two_hashes_of_one_password_have_nothing_in_common() =>
        PasswordHash.Make("x", Cheap).ToString().Should().NotBe(PasswordHash.Make("x", Cheap).ToString());

    [Fact]
    public void A_letter_is_the_same_from_every_keyboard()
    {
        var composed = "Rasenmäher".Normalize(NormalizationForm.FormC);

        PasswordHash.Make(composed, Cheap).Verify(composed.Normalize(NormalizationForm.FormD)).Should().BeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA")]
    [InlineData("$argon2id$v=16$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA")]
    [InlineData("$argon2id$v=19$m=4294967295,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA")]
    [InlineData("$argon2id$v=19$m=2097152,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA")]
    [InlineData("$argon2id$v=19$m=0,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA")]
    [InlineData("$argon2id$v=19$m=-1024,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA")]
    [InlineData("$argon2id$v=19$m=19456,t=0,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA")]
    [InlineData("$argon2id$v=19$m=19456,t=1000000,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA")]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=64$AAAAAAAAAAAAAAAAAAAAAA$AAAA")]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=1$!$AAAA")]
    public void What_we_did_not_write_or_would_take_all_memory_is_no_hash(string? text) => PasswordHash.Parse(text).Should().BeNull();

    [Property]
    public void No_text_makes_the_reader_throw(string? text) => PasswordHash.Parse("$argon2id$v=19$" + text);

    [Fact]
    public void A_generated_password_can_be_one() =>
        new PasswordRules(new()).FaultOf(GeneratedPassword.Make(), "anna").Should().BeNull();
}
