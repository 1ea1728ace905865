using ConferenceGateway.Identity;

namespace ConferenceGateway.Settings;

/// <summary>Reads the section <c>SignIn</c>.</summary>
internal static class SignInReader
{
    /// <summary>The options; what is wrong is a fault, and the default stands in its place.</summary>
    public static SignInOptions Read(IConfiguration configuration, GatewayStart start, SettingFaults faults)
    {
        var usual = new SignInOptions();
        var options = new SignInOptions
        {
            Passwords = configuration.ReadYesOrNo("SignIn:Passwords", usual.Passwords, faults),
            PasswordLength = Number("PasswordLength", usual.PasswordLength, 8, 64),
            HashMebibytes = Number("HashMebibytes", usual.HashMebibytes, 19, 256),
            HashPasses = Number("HashPasses", usual.HashPasses, 2, 20),
            Idle = TimeSpan.FromMinutes(Number("IdleMinutes", (int)usual.Idle.TotalMinutes, 5, 10080)),
            Longest = TimeSpan.FromDays(Number("SessionDays", (int)usual.Longest.TotalDays, 1, 90)),
            Proof = TimeSpan.FromMinutes(Number("ProofMinutes", (int)usual.Proof.TotalMinutes, 1, 1440)),
            Invitation = TimeSpan.FromDays(Number("InvitationDays", (int)usual.Invitation.TotalDays, 1, 30)),
            WrongTriesPerAccount = Number("WrongTriesPerAccount", usual.WrongTriesPerAccount, 3, 1000),
            WrongTriesPerSource = Number("WrongTriesPerSource", usual.WrongTriesPerSource, 3, 100000),
            WrongTriesInAll = Number("WrongTriesInAll", usual.WrongTriesInAll, 10, 1000000),
            Providers = new ProvidersReader(configuration, start.Folder, faults).Read(),
        };
        if (!options.Passwords && !configuration.GetSection("SignIn:Providers").GetChildren().Any())
            faults.Wrong("SignIn:Passwords", "false", "must be true as long as SignIn:Providers has none: nobody could sign in");
        return options;

        int Number(string key, int usual, int least, int most) => configuration.ReadNumber("SignIn:" + key, usual, least, most, faults);
    }
}
