using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Daemons;

/// <summary>What a round trip is.</summary>
public sealed class RoundTripCounterTests
{
    private readonly RoundTripCounter _counter = new();

    [Fact]
    public void What_the_server_says_unasked_is_no_trip()
    {
        ToClient(_counter.ServerSends());

        Assert.Equal(0, _counter.Trips);
    }

    [Fact]
    public void A_question_is_no_trip_before_its_answer_has_come()
    {
        ToServer(_counter.ClientSends());
        var answer = _counter.ServerSends();
        Assert.Equal(0, _counter.Trips);

        ToClient(answer);

        Assert.Equal(1, _counter.Trips);
    }

    [Fact]
    public void Questions_that_wait_for_each_other_are_a_trip_each()
    {
        for (var question = 0; question < 3; question++)
        {
            Ask();
        }

        Assert.Equal(3, _counter.Trips);
    }

    [Fact]
    public void Questions_that_are_asked_together_are_one_trip()
    {
        int[] asked = [_counter.ClientSends(), _counter.ClientSends(), _counter.ClientSends()];
        foreach (var question in asked)
        {
            ToServer(question);
            ToClient(_counter.ServerSends());
        }

        Assert.Equal(1, _counter.Trips);
    }

    [Fact]
    public void An_answer_in_many_parts_is_one_trip()
    {
        ToServer(_counter.ClientSends());
        for (var part = 0; part < 5; part++)
        {
            ToClient(_counter.ServerSends());
        }

        Assert.Equal(1, _counter.Trips);
    }

    [Fact]
    public void What_is_sent_while_an_answer_is_under_way_rides_along()
    {
        ToServer(_counter.ClientSends());
        var answer = _counter.ServerSends();
        var early = _counter.ClientSends();
        ToClient(answer);
        ToServer(early);
        ToClient(_counter.ServerSends());

        Assert.Equal(1, _counter.Trips);
    }

    [Fact]
    public void Answers_that_each_let_another_line_go_share_trips_by_the_window()
    {
        var underWay = new Queue<int>([_counter.ClientSends(), _counter.ClientSends()]);
        for (var refill = 0; refill < 4; refill++)
        {
            ToServer(underWay.Dequeue());
            ToClient(_counter.ServerSends());
            underWay.Enqueue(_counter.ClientSends());
        }

        // Two lines are always under way, so two answers share a trip.
        Assert.Equal(2, _counter.Trips);
    }

    [Fact]
    public void A_goodbye_is_no_trip()
    {
        Ask();
        ToServer(_counter.ClientSends());

        Assert.Equal(1, _counter.Trips);
    }

    private void Ask()
    {
        ToServer(_counter.ClientSends());
        ToClient(_counter.ServerSends());
    }

    private void ToServer(int trip) => _counter.Arrives(trip, toClient: false);

    private void ToClient(int trip) => _counter.Arrives(trip, toClient: true);
}
