using System.Globalization;
using ConferenceGateway.Audit;
using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents.Policy;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>The pages about the browser policy: the list with its dry run, one rule of the draft, past versions.</summary>
internal static class PolicyEndpoints
{
    public const string Path = "/admin/policy";
    public const string DraftPath = Path + "/draft";
    public const string NewPath = DraftPath + "/new";
    public const string ApplyPath = Path + "/apply";
    public const string DiscardPath = Path + "/discard";
    public const string VersionsPath = Path + "/versions";
    public const string TakePath = VersionsPath + "/take";

    /// <summary>The draft's revision that a form has seen.</summary>
    public const string Revision = "revision";

    /// <summary>The version in force that a form has seen.</summary>
    public const string Version = "version";

    /// <summary>Whether what was typed becomes a rule of its own, and replaces none.</summary>
    public const string AsNew = "asNew";

    public static void MapPolicy(this IEndpointRouteBuilder portal)
    {
        portal.MapPage(Path, ShowAsync).Needs(Right.PolicyRead);
        portal.MapPage(VersionsPath + "/{version:long}", VersionAsync).Needs(Right.PolicyRead);
        portal.MapPage(NewPath, AskNewAsync).Needs(Right.PolicyWrite);
        portal.MapForm(NewPath, AddAsync).Needs(Right.PolicyWrite);
        portal.MapPage(DraftPath + "/{number:int}", AskAsync).Needs(Right.PolicyWrite);
        portal.MapForm(DraftPath + "/{number:int}", ChangeAsync).Needs(Right.PolicyWrite);
        portal.MapForm(DraftPath, OrderAsync).Needs(Right.PolicyWrite);
        portal.MapForm(ApplyPath, ApplyAsync).Needs(Right.PolicyWrite);
        portal.MapForm(DiscardPath, DiscardAsync).Needs(Right.PolicyWrite);
        portal.MapForm(TakePath, TakeAsync).Needs(Right.PolicyWrite);
    }

    private static async Task ShowAsync(HttpContext context, PolicyPages pages) => await pages.ShowAsync(context);

    private static async Task VersionAsync(HttpContext context, long version, PolicyStore store, PageWriter pages, ProblemWriter problems)
    {
        if (await store.FindAsync(version) is not { } found)
        {
            await problems.WriteAsync(context, new Problem.NotFound(PolicyTexts.NoSuchVersion));
            return;
        }

        await pages.WriteAsync<PolicyVersionPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(PolicyVersionPage.Version)] = found,
            [nameof(PolicyVersionPage.Revision)] = (await store.StateAsync()).Revision,
        });
    }

    private static async Task AskNewAsync(HttpContext context, PolicyStore store, PageWriter pages)
    {
        var state = await store.StateAsync();
        var form = PolicyForm.Of(new PolicyRule { Outcome = Outcome.Limits }, PolicyEdits.PlaceOfNew(state.Rules));
        await WriteAsync(context, pages, form, state, 0, StatusCodes.Status200OK);
    }

    private static async Task AskAsync(HttpContext context, int number, PolicyStore store, PageWriter pages, ProblemWriter problems)
    {
        var state = await store.StateAsync();
        if (number < 1 || number > state.Rules.Length)
            await problems.WriteAsync(context, new Problem.NotFound(PolicyTexts.NoSuchRule));
        else
            await WriteAsync(context, pages, PolicyForm.Of(state.Rules[number - 1], number), state, number, StatusCodes.Status200OK);
    }

    private static Task AddAsync(HttpContext context, PolicyChanges changes, PolicyStore store, PageWriter pages, MessageCookie messages, ProblemWriter problems) =>
        SaveAsync(context, 0, changes, store, pages, messages, problems);

    private static async Task ChangeAsync(HttpContext context, int number, PolicyChanges changes, PolicyStore store, PageWriter pages, MessageCookie messages, ProblemWriter problems)
    {
        if (context.Request.Form.ContainsKey("delete"))
        {
            await AnswerAsync(context, await changes.DraftAsync(Actor.Of(context), Seen(context, Revision), rules => PolicyEdits.Delete(rules, number)),
                PolicyTexts.Deleted(number), messages, context.RequestServices.GetRequiredService<PolicyPages>(), problems);
            return;
        }

        await SaveAsync(context, context.Request.Form.ContainsKey(AsNew) ? 0 : number, changes, store, pages, messages, problems);
    }

    private static async Task SaveAsync(
        HttpContext context, int number, PolicyChanges changes, PolicyStore store, PageWriter pages, MessageCookie messages, ProblemWriter problems)
    {
        var form = PolicyForm.Of(context.Request.Form);
        var shown = number;
        var place = 0;
        PolicyAnswer answer = new PolicyAnswer.Faulty([]);
        if (form.Read() is var (rule, wished))
        {
            answer = await changes.DraftAsync(Actor.Of(context), Seen(context, Revision), rules =>
            {
                var edited = number == 0 ? PolicyEdits.Insert(rules, rule, wished) : PolicyEdits.Replace(rules, number, rule, wished);
                if (edited is not { } list)
                    return null;
                place = Math.Min(wished, list.Length);
                form.Note(changes.Faults(list).Where(fault => fault.Rule == place || fault.Rule == 0));
                return form.Faults.Count > 0 ? null : list;
            });
        }

        switch (answer)
        {
            case PolicyAnswer.Done:
                messages.Say(context, PolicyTexts.Saved(place));
                SeeOther.Send(context, Path);
                break;
            case PolicyAnswer.Changed changed:
                await WriteAsync(context, pages, form, changed.State, shown, StatusCodes.Status409Conflict, PolicyTexts.DraftChanged(changed.State), isChanged: true);
                break;
            case var _ when form.Faults.Count > 0:
                await WriteAsync(context, pages, form, await store.StateAsync(), shown, StatusCodes.Status422UnprocessableEntity, form.Faults.GetValueOrDefault(PolicyForm.Whole), seen: Seen(context, Revision));
                break;
            default:
                await problems.WriteAsync(context, answer.Problem ?? new Problem.Internal());
                break;
        }
    }

    private static async Task OrderAsync(HttpContext context, PolicyChanges changes, MessageCookie messages, PolicyPages pages, ProblemWriter problems)
    {
        var form = context.Request.Form;
        var (field, by) = form.ContainsKey("up") ? ("up", -1) : ("down", 1);
        var number = Number(form[field].ToString());
        var answer = await changes.DraftAsync(Actor.Of(context), Seen(context, Revision), rules => PolicyEdits.Move(rules, (int)Math.Clamp(number, 0, int.MaxValue), by));
        await AnswerAsync(context, answer, PolicyTexts.Moved(number, number + by), messages, pages, problems);
    }

    private static async Task ApplyAsync(HttpContext context, PolicyChanges changes, MessageCookie messages, PolicyPages pages, ProblemWriter problems)
    {
        var answer = await changes.ApplyAsync(Actor.Of(context), Seen(context, Revision), Seen(context, Version));
        var version = answer is PolicyAnswer.Done done ? done.State.Current.Policy.Version : 0;
        await AnswerAsync(context, answer, PolicyTexts.Applied(version), messages, pages, problems);
    }

    private static async Task DiscardAsync(HttpContext context, PolicyChanges changes, MessageCookie messages, PolicyPages pages, ProblemWriter problems) =>
        await AnswerAsync(context, await changes.DiscardAsync(Actor.Of(context), Seen(context, Revision)), PolicyTexts.Discarded, messages, pages, problems);

    private static async Task TakeAsync(HttpContext context, PolicyChanges changes, PolicyStore store, MessageCookie messages, PolicyPages pages, ProblemWriter problems)
    {
        var version = Seen(context, Version);
        if (await store.FindAsync(version) is not { } found)
        {
            await problems.WriteAsync(context, new Problem.NotFound(PolicyTexts.NoSuchVersion));
            return;
        }

        var answer = await changes.DraftAsync(Actor.Of(context), Seen(context, Revision), _ => found.Policy.Rules);
        await AnswerAsync(context, answer, PolicyTexts.Taken(version), messages, pages, problems);
    }

    private static async Task AnswerAsync(HttpContext context, PolicyAnswer answer, Text done, MessageCookie messages, PolicyPages pages, ProblemWriter problems)
    {
        switch (answer)
        {
            case PolicyAnswer.Done:
                messages.Say(context, done);
                SeeOther.Send(context, Path);
                break;
            case PolicyAnswer.Changed changed:
                await pages.ShowAsync(context, StatusCodes.Status409Conflict, PolicyTexts.DraftChanged(changed.State));
                break;
            case PolicyAnswer.Faulty:
                // The page says of the draft what is wrong with it.
                await pages.ShowAsync(context, StatusCodes.Status422UnprocessableEntity);
                break;
            default:
                await problems.WriteAsync(context, answer.Problem ?? new Problem.Internal());
                break;
        }
    }

    private static Task WriteAsync(HttpContext context, PageWriter pages, PolicyForm form, PolicyState state, int number, int status, Text? refusal = null, bool isChanged = false, long? seen = null) =>
        pages.WriteAsync<PolicyRulePage>(context, status, new()
        {
            [nameof(PolicyRulePage.Form)] = form,
            [nameof(PolicyRulePage.Number)] = number,
            [nameof(PolicyRulePage.Revision)] = seen ?? state.Revision,
            [nameof(PolicyRulePage.Refusal)] = refusal,
            [nameof(PolicyRulePage.Now)] = isChanged && number >= 1 && number <= state.Rules.Length ? state.Rules[number - 1] : null,
        });

    private static long Seen(HttpContext context, string field) => Number(context.Request.Form[field].ToString());

    // What is no number was seen by nobody.
    private static long Number(string written) => long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
