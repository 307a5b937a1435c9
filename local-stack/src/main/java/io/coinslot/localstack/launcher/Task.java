package io.coinslot.localstack.launcher;

import java.util.Set;

/** One step of starting the stack, which runs when those it needs are done. */
record Task(String name, Set<String> needs, Action action) {

    /** What a task does. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }
}
