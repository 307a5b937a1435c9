package io.coinslot.servicekit.aggregate;

import io.coinslot.servicekit.event.EventEncoder;
import io.coinslot.servicekit.task.TaskHandler;
import java.util.List;

/** Makes the {@link Aggregates} of a service: a bean of the kit that the service's configuration uses. */
public interface AggregateFactory {
    /** A store in a MongoDB collection; records are mapped by the driver's record codec. */
    <S> AggregateStore<S> mongoStore(String collection, Class<S> stateType);

    /** Starts the engine over a store. */
    <S, E> Aggregates<S, E> aggregates(
            String name, AggregateStore<S> store, EventEncoder<S, E> encoder, List<? extends TaskHandler<S, E>> tasks);
}
