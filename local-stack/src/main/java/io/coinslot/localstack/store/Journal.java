package io.coinslot.localstack.store;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where changes become durable. */
interface Journal extends AutoCloseable {
    /** Forgets everything: for tests that need no crash. */
    Journal NONE = new Journal() {
        @Override
        public long append(Changes changes) {
            return 0;
        }

        @Override
        public void whenDurable(long sequence, Consumer<@Nullable IOException> action) {
            action.accept(null);
        }

        @Override
        public void close() {}
    };

    /** Takes the changes in and returns their sequence. Called under the write lock, so order is execution order. */
    long append(Changes changes);

    /** Runs the action once everything up to this sequence is durable, or with the failure that prevents it. */
    void whenDurable(long sequence, Consumer<@Nullable IOException> action);

    @Override
    void close() throws IOException;
}
