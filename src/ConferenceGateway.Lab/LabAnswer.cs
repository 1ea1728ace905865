using System.Text;

namespace ConferenceGateway.Lab;

/// <summary>An answer that stands in for the right one.</summary>
/// <param name="Type">Its <c>Content-Type</c>.</param>
/// <param name="Body">What it begins with.</param>
public sealed record LabAnswer(string Type, string Body)
{
    /// <summary>Its status.</summary>
    public int Status { get; init; } = 200;

    /// <summary>How long it is; what is missing is filled with spaces, which even JSON lets stand.</summary>
    public long Length { get; init; }

    /// <summary>A page of a web server, where numbers were asked for.</summary>
    public static LabAnswer Html { get; } = new("text/html; charset=utf-8", "<!DOCTYPE html><title>Welcome</title><h1>It works</h1>");

    /// <summary>A document that ends in the middle, as if all were well.</summary>
    public static LabAnswer HalfJson { get; } = new("application/json", "{\"stress\":0.1,\"conferences\":");

    /// <summary>A document of 100 MB.</summary>
    public static LabAnswer Huge { get; } = new("application/json", "{\"stress\":0.1,") { Length = 100_000_000 };

    internal long Bytes => Math.Max(Length, Encoding.UTF8.GetByteCount(Body));
}
