using Microsoft.Data.Sqlite;

namespace Provisioning.Sqlite;

/// <summary>Statements with named values, null included.</summary>
internal static class Sql
{
    public static SqliteCommand Command(
        this SqliteConnection connection, SqliteTransaction? transaction, string text, params (string Name, object? Value)[] values)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Every text is a constant of this project; what varies is in the values.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    public static int Run(
        this SqliteConnection connection, SqliteTransaction? transaction, string text, params (string Name, object? Value)[] values)
    {
        using var command = connection.Command(transaction, text, values);
        return command.ExecuteNonQuery();
    }

    public static object? Ask(this SqliteConnection connection, string text, params (string Name, object? Value)[] values)
    {
        using var command = connection.Command(null, text, values);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }
}
