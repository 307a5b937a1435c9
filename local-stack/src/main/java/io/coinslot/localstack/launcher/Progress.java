package io.coinslot.localstack.launcher;

import java.io.PrintStream;

/** Shows what happened to each process, a line each. */
final class Progress {
    private final PrintStream output;
    private final long begin = System.nanoTime();

    Progress(PrintStream output) {
        this.output = output;
    }

    synchronized void show(String name, String what) {
        output.printf("%6.1f s  %-24s %s%n", (System.nanoTime() - begin) / 1e9, name, what);
        output.flush();
    }
}
