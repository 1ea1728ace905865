using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Tests.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace ConferenceGateway.Tests.Audit;

public sealed class AuditStoreTests
{
    private static readonly Actor Ida = new(ActedBy.Page, "id-ida", "Ida Müller") { Source = "192.0.2.0/24" };
    private static readonly Actor Script = new(ActedBy.Api, "id-otto", "Otto") { Key = "key-1" };

    [Fact]
    public async Task The_newest_comes_first_and_a_cursor_goes_on_where_the_page_ended()
    {
        await using var book = await AuditBook.OpenAsync();
        foreach (var name in (string[])["a", "b", "c", "d", "e"])
            await book.AppendAsync("account.create", name);

        var first = await book.Store.ListAsync(new AuditFilter(), null, 2);
        await book.AppendAsync("account.create", "f");

        first.Select(row => row.SubjectName).Should().Equal("e", "d");
        (await book.NamesAsync(new AuditFilter(), first[^1].Id)).Should().Equal("c", "b", "a");
    }

    [Fact]
    public async Task A_filter_finds_by_who_what_whom_way_and_words()
    {
        await using var book = await AuditBook.OpenAsync();
        await book.AppendAsync("account.create", "anna", Ida);
        await book.AppendAsync("account.disable", "Anna_Lena", Script);
        await book.AppendAsync("session.end", "100%", Actor.Gateway);

        (await book.NamesAsync(new AuditFilter { Actor = "id-ida" })).Should().Equal("anna");
        (await book.NamesAsync(new AuditFilter { Actor = "Otto" })).Should().Equal("Anna_Lena");
        (await book.NamesAsync(new AuditFilter { Action = "account." })).Should().Equal("Anna_Lena", "anna");
        (await book.NamesAsync(new AuditFilter { Action = "account.dis" })).Should().Equal("Anna_Lena");
        (await book.NamesAsync(new AuditFilter { Action = "%" })).Should().BeEmpty();
        (await book.NamesAsync(new AuditFilter { Subject = "anna" })).Should().Equal("anna");
        (await book.NamesAsync(new AuditFilter { Way = "gateway" })).Should().Equal("100%");
        (await book.NamesAsync(new AuditFilter { Text = "ANNA" })).Should().Equal("Anna_Lena", "anna");
        (await book.NamesAsync(new AuditFilter { Text = "a_l" })).Should().Equal("Anna_Lena");
        (await book.NamesAsync(new AuditFilter { Text = "%" })).Should().Equal("100%");
        (await book.NamesAsync(new AuditFilter { Text = "' OR 1=1 --" })).Should().BeEmpty();
        (await book.NamesAsync(new AuditFilter { Text = "müller", Action = "account." })).Should().Equal("anna");
    }

    [Fact]
    public async Task A_day_begins_and_ends_by_the_gateways_clock_and_the_last_one_counts_whole()
    {
        await using var book = await AuditBook.OpenAsync();
        await book.AppendAsync("a.b", "4 March, 20:00 UTC");
        book.Time.Advance(TimeSpan.FromHours(3.5));
        await book.AppendAsync("a.b", "4 March, 23:30 UTC");

        var berlin = TimeZoneInfo.CreateCustomTimeZone("b", TimeSpan.FromHours(1), "b", "b");

        (await book.NamesAsync(Read("?from=2027-03-04&to=2027-03-04", berlin).Filter)).Should().Equal("4 March, 20:00 UTC");
        (await book.NamesAsync(Read("?from=2027-03-05", berlin).Filter)).Should().Equal("4 March, 23:30 UTC");
        (await book.NamesAsync(Read("?to=2027-03-04", TimeZoneInfo.Utc).Filter)).Should().HaveCount(2);
        (await book.NamesAsync(Read("?from=2027-03-04T20:00:01Z", TimeZoneInfo.Utc).Filter)).Should().Equal("4 March, 23:30 UTC");
    }

    [Theory]
    [InlineData("?from=yesterday", "from")]
    [InlineData("?to=2027-02-30", "to")]
    [InlineData("?to=9999-12-31", "to")]
    [InlineData("?way=carrier-pigeon", "way")]
    [InlineData("?from=T", "from")]
    public void What_cannot_be_looked_for_is_said_beside_its_field(string query, string field) =>
        Read(query, TimeZoneInfo.Utc).Faults.Keys.Should().Equal(field);

    [Fact]
    public void Too_long_a_text_is_refused_and_not_sent_back_whole()
    {
        var query = Read("?q=" + new string('x', 10_000), TimeZoneInfo.Utc);

        query.Faults.Keys.Should().Equal("q");
        query.Typed["q"].Should().HaveLength(200);
    }

    [Fact]
    public async Task A_row_whose_values_are_no_json_hides_no_other()
    {
        await using var book = await AuditBook.OpenAsync();
        await book.AppendAsync("a.b", "odd");
        await Sql.ScalarAsync(book.Path, "UPDATE audit SET before_json = '{\"a\":[1]}', after_json = 'nonsense'");
        await book.AppendAsync("a.b", "good");

        var rows = await book.Store.ListAsync(new AuditFilter(), null, 10);

        rows.Should().HaveCount(2);
        rows[1].Before.Should().BeEmpty();
        rows[1].After.Should().BeEmpty();
    }

    private static AuditQuery Read(string query, TimeZoneInfo zone) => AuditQuery.Read(new QueryCollection(QueryHelpers.ParseQuery(query)), zone);
}
