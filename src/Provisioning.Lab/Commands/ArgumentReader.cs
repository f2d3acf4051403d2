namespace Provisioning.Lab.Commands;

/// <summary>Reads an argument of one or more words and adds its canonical words.</summary>
/// <param name="words">The line's words.</param>
/// <param name="at">Where the argument starts; there is at least one word.</param>
/// <param name="canonical">Where to put the canonical words.</param>
/// <returns>How many words it took; 0 when they are not of its kind, -1 when more words are needed.</returns>
internal delegate int ArgumentReader(IReadOnlyList<string> words, int at, List<string> canonical);
