package io.focusforge.orchestrator.event;

/** Where an event stands in the order in which all of them are told. */
public record FeedPosition(long turn, long place) implements Comparable<FeedPosition> {
    public static final FeedPosition START = new FeedPosition(-1, 0);

    @Override
    public int compareTo(FeedPosition other) {
        var byTurn = Long.compare(turn, other.turn);
        return byTurn == 0 ? Long.compare(place, other.place) : byTurn;
    }
}
