namespace ConferenceGateway.Lab.Model;

/// <summary>What became of a wish to move people off a bridge.</summary>
public abstract record MoveAnswer
{
    private MoveAnswer()
    {
    }

    /// <summary>So many were asked to move. Whether they end up elsewhere is for Jicofo's choice to say.</summary>
    public sealed record Moved(int Endpoints, int Conferences) : MoveAnswer;

    /// <summary>A parameter was not given.</summary>
    public sealed record Missing(string What) : MoveAnswer;

    /// <summary>There is no such bridge or conference.</summary>
    public sealed record NotFound(string What) : MoveAnswer;
}
