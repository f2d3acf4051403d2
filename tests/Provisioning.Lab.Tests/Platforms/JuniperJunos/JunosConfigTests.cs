using Provisioning.Lab.Platforms.JuniperJunos;

namespace Provisioning.Lab.Tests.Platforms.JuniperJunos;

public class JunosConfigTests
{
    private const string Text = """
        version 21.4R3.15;
        system {
            host-name leaf1;
            root-authentication {
                encrypted-password "$6$salt$hash"; ## SECRET-DATA
            }
            services {
                ssh;
                netconf {
                    ssh;
                }
            }
        }
        interfaces {
            ge-0/0/2 {
                description "two words";
                disable;
            }
            ge-0/0/10 {
                unit 0 {
                    family inet {
                        address 10.0.0.1/31;
                    }
                    family iso;
                }
            }
        }
        policy-options {
            policy-statement export {
                term b {
                    from protocol [ bgp static ];
                    then accept;
                }
                term a {
                    then reject;
                }
            }
        }
        routing-options {
            static {
                route 10.9.0.0/16 next-hop 10.0.0.0;
            }
        }

        """;

    private const string Lines = """
        set version 21.4R3.15
        set system host-name leaf1
        set system root-authentication encrypted-password "$6$salt$hash"
        set system services ssh
        set system services netconf ssh
        set interfaces ge-0/0/2 description "two words"
        set interfaces ge-0/0/2 disable
        set interfaces ge-0/0/10 unit 0 family inet address 10.0.0.1/31
        set interfaces ge-0/0/10 unit 0 family iso
        set policy-options policy-statement export term b from protocol bgp
        set policy-options policy-statement export term b from protocol static
        set policy-options policy-statement export term b then accept
        set policy-options policy-statement export term a then reject
        set routing-options static route 10.9.0.0/16 next-hop 10.0.0.0

        """;

    [Fact]
    public void A_text_in_braces_is_shown_as_it_was_written() => Assert.Equal(Text, JunosRenderer.Text(OfText(Text)));

    [Fact]
    public void A_text_is_shown_as_set_lines() => Assert.Equal(Lines, JunosRenderer.Set(OfText(Text)));

    [Fact]
    public void Set_lines_are_shown_as_a_text() => Assert.Equal(Text, JunosRenderer.Text(OfLines(Lines)));

    [Fact]
    public void Statements_may_stand_on_one_line() =>
        Assert.Equal(JunosRenderer.Text(OfText(Text)), JunosRenderer.Text(OfText(Lines.Replace("set ", "", StringComparison.Ordinal).Replace("\n", ";\n", StringComparison.Ordinal).Replace("\n;", "\n", StringComparison.Ordinal))));

    [Theory]
    [InlineData("system {\n    bogus yes;\n    host-name a;\n}\n", "syntax error", "system", "bogus")]
    [InlineData("system {\n    host-name a b;\n}\n", "syntax error", "system", "b")]
    [InlineData("interfaces {\n    ge-0/0/0 {\n        mtu many;\n    }\n}\n", "invalid numeric value: 'many'", "interfaces ge-0/0/0", "many")]
    [InlineData("system {\n    host-name;\n}\n", "missing mandatory argument", "system", "host-name")]
    [InlineData("system {\n    host-name a\n}\n", "syntax error", "system", "}")]
    public void What_is_wrong_in_a_text_is_named_with_its_level(string text, string message, string path, string word)
    {
        var loader = new JunosTextLoader(JunosWords.OfText(text), honoursReplace: false);
        loader.Load(Empty());

        Assert.Equal(new JunosProblem(message, path, word), loader.Problems[0]);
    }

    [Fact]
    public void The_rest_of_a_text_is_loaded_beside_what_is_wrong()
    {
        var top = Empty();
        var loader = new JunosTextLoader(JunosWords.OfText("bogus {\n    a { b; }\n}\nsystem {\n    host-name a;\n}\n"), honoursReplace: false);
        loader.Load(top);

        Assert.Equal(["syntax error", "error recovery ignores input until this point"], loader.Problems.Select(problem => problem.Message));
        Assert.Equal("system {\n    host-name a;\n}\n", JunosRenderer.Text(top));
    }

    [Theory]
    [InlineData("set system bogus yes", "syntax error", "bogus", false)]
    [InlineData("set interfaces ge-0/0/0 mtu many", "invalid numeric value: 'many'", "many", false)]
    [InlineData("set system host-name", "missing mandatory argument", "host-name", false)]
    [InlineData("show system", "unknown command", "show", false)]
    [InlineData("delete snmp location", "statement not found", null, true)]
    [InlineData("deactivate snmp", "statement not found", null, true)]
    public void What_is_wrong_in_a_set_line_is_named(string line, string message, string? word, bool warning)
    {
        var loader = new JunosSetLoader(Empty());
        loader.Load(line);

        var problem = Assert.Single(loader.Problems);
        Assert.Equal((message, word, warning), (problem.Message, problem.BadElement, problem.IsWarning));
    }

    [Theory]
    [InlineData("delete interfaces ge-0/0/2", "set interfaces ge-0/0/10 unit 0 family iso|set interfaces ge-0/0/10 unit 0 family inet")]
    [InlineData("delete interfaces", "")]
    [InlineData("delete interfaces ge-0/0/10 unit", "set interfaces ge-0/0/2")]
    [InlineData("deactivate interfaces ge-0/0/2", "deactivate interfaces ge-0/0/2")]
    [InlineData("rename interfaces ge-0/0/2 to ge-0/0/3", "set interfaces ge-0/0/3 disable")]
    [InlineData("delete policy-options policy-statement export term b from protocol bgp", "from protocol static")]
    [InlineData("delete", "")]
    public void Commands_change_what_they_name(string line, string left)
    {
        var top = OfLines(Lines + line);

        var shown = JunosRenderer.Set(top);

        Assert.All(left.Split('|'), part => Assert.Contains(part, shown, StringComparison.Ordinal));
        Assert.NotEqual(Lines, shown);
        Assert.DoesNotContain(line.StartsWith("delete ", StringComparison.Ordinal) ? line.Replace("delete", "set", StringComparison.Ordinal) : "\n\n", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Terms_can_be_put_in_order() =>
        Assert.Matches("term a .*\n(?:.*\n)*.*term b ", JunosRenderer.Set(OfLines(Lines + "insert policy-options policy-statement export term a before term b")));

    [Theory]
    [InlineData("replace: interfaces {\n    ge-0/0/9 {\n        disable;\n    }\n}\n", true, "interfaces ge-0/0/2")]
    [InlineData("delete: interfaces;\n", false, "interfaces ge-0/0/2")]
    [InlineData("interfaces {\n    delete: ge-0/0/2;\n}\n", false, "interfaces ge-0/0/2")]
    [InlineData("interfaces {\n    ge-0/0/2 {\n        delete: disable;\n    }\n}\n", false, "ge-0/0/2 disable")]
    public void Tags_take_away(string text, bool honoursReplace, string gone)
    {
        var top = OfText(Text);
        var loader = new JunosTextLoader(JunosWords.OfText(text), honoursReplace);
        loader.Load(top);

        Assert.Empty(loader.Problems);
        Assert.DoesNotContain(gone, JunosRenderer.Set(top), StringComparison.Ordinal);
    }

    [Fact]
    public void A_replace_tag_is_ignored_in_a_merge()
    {
        var top = OfText(Text);
        new JunosTextLoader(JunosWords.OfText("replace: interfaces {\n    ge-0/0/9 {\n        disable;\n    }\n}\n"), honoursReplace: false).Load(top);

        Assert.Contains("ge-0/0/2 disable", JunosRenderer.Set(top), StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_and_comments_stay_with_their_statement()
    {
        const string Marked = "system {\n    /* by hand */\n    protect: host-name a;\n}\ninactive: snmp {\n    location here;\n}\n";

        Assert.Equal(Marked, JunosRenderer.Text(OfText(Marked)));
    }

    [Fact]
    public void What_is_protected_is_not_deleted()
    {
        var loader = new JunosSetLoader(OfText("system {\n    protect: host-name a;\n}\n"));
        loader.Load("delete system host-name");

        Assert.Contains("is protected", Assert.Single(loader.Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("set system host-name leaf1", "")]
    [InlineData("set system host-name b", "[edit system]\n-  host-name leaf1;\n+  host-name b;\n")]
    [InlineData("set interfaces ge-0/0/2 mtu 9000", "[edit interfaces ge-0/0/2]\n+   mtu 9000;\n")]
    [InlineData("delete interfaces ge-0/0/10", "[edit interfaces]\n-   ge-0/0/10 {\n-       unit 0 {\n-           family inet {\n-               address 10.0.0.1/31;\n-           }\n-           family iso;\n-       }\n-   }\n")]
    [InlineData("set snmp location here", "[edit]\n+  snmp {\n+      location here;\n+  }\n")]
    [InlineData("set routing-options static route 10.8.0.0/16 discard", "[edit routing-options static]\n+    route 10.8.0.0/16 discard;\n")]
    [InlineData("deactivate interfaces ge-0/0/2", "[edit interfaces]\n!   inactive: ge-0/0/2 { ... }\n")]
    [InlineData("insert policy-options policy-statement export term a before term b", "[edit policy-options policy-statement export]\n!    term a { ... }\n!    term b { ... }\n")]
    public void A_comparison_has_junos_own_form(string line, string patch) =>
        Assert.Equal(patch, JunosPatch.Between(OfText(Text), OfLines(Lines + line)));

    private static JunosNode Empty() => JunosNode.NewTop(JunosSchema.Create(""));

    private static JunosNode OfText(string text)
    {
        var top = Empty();
        var loader = new JunosTextLoader(JunosWords.OfText(text), honoursReplace: false);
        loader.Load(top);
        Assert.Empty(loader.Problems);
        return top;
    }

    private static JunosNode OfLines(string lines)
    {
        var top = Empty();
        var loader = new JunosSetLoader(top);
        loader.Load(lines);
        Assert.Empty(loader.Problems);
        return top;
    }
}
