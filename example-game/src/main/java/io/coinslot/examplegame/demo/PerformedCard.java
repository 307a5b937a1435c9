package io.coinslot.examplegame.demo;

import io.coinslot.client.CoinslotException;
import io.coinslot.examplegame.wire.JsonHttp;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a scene with cards came out. */
record PerformedCard(
        CardScene scene, List<Trace.Line> trace, @Nullable String failure, long millis) {

    /** Plays a scene to its end, whatever comes. */
    static PerformedCard of(CardScene scene, CardStage stage) {
        long begin = System.nanoTime();
        Trace trace = new Trace();
        String failure = null;
        try {
            scene.play().perform(stage, trace);
        } catch (Stage.NotAsExpected
                | CoinslotException
                | JsonHttp.Refused
                | UncheckedIOException
                | IllegalStateException e) {
            failure = String.valueOf(e.getMessage());
        }
        return new PerformedCard(scene, trace.lines(), failure, (System.nanoTime() - begin) / 1_000_000);
    }

    boolean isAsExpected() {
        return failure == null;
    }
}
