package io.coinslot.servicekit.event;

/**
 * Wraps states for a topic of states, of which the broker keeps the last record of each key alone: each event is the
 * aggregate's new state itself. The kit may tell the newest state once more, under a sequence and a version of its own,
 * if another process may have sent an older one behind it. Their sequences rise with the clock.
 *
 * @param <S> the aggregate's state
 */
public interface StateEncoder<S> extends EventEncoder<S, S> {}
