package io.coinslot.examplegame.demo;

import io.coinslot.client.CoinslotException;
import io.coinslot.examplegame.connection.Coinslot;
import io.coinslot.examplegame.connection.Connection;
import io.coinslot.examplegame.wire.Json;
import io.coinslot.examplegame.wire.JsonHttp;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Plays all scenes against a running stack, holds the books together and reports. */
public final class Demonstration {
    private final Connection connection;

    private Demonstration(Connection connection) {
        this.connection = connection;
    }

    /** A demonstration on this stack. */
    public static Demonstration at(Connection connection) {
        return new Demonstration(connection);
    }

    /** Plays and prints; true only if everything came out as it must. */
    public boolean run(boolean json) {
        Paint paint = json ? new Paint(false) : Paint.forStandardOutput();
        try (Coinslot coinslot = Coinslot.at(connection)) {
            Report report = play(coinslot, paint, !json);
            System.out.println(json ? Json.readable(report.json()) : report.text(paint));
            return report.isSuccess();
        }
    }

    private Report play(Coinslot coinslot, Paint paint, boolean aloud) {
        Instant from = Instant.now().minus(Duration.ofMinutes(1));
        Stage stage = new Stage(coinslot, "demo-" + UUID.randomUUID().toString().substring(0, 8));
        List<Performed> performed = new ArrayList<>();
        for (Scene scene : Scene.all()) {
            Performed one = Performed.of(scene, stage);
            performed.add(one);
            if (aloud) {
                System.out.println(said(one, paint));
            }
        }
        List<PerformedCard> cards = playCards(coinslot, stage, paint, aloud);
        try {
            return new Report(connection, stage.player(), performed, cards, new Books(stage, from).compare(), null);
        } catch (CoinslotException | Stage.NotAsExpected | JsonHttp.Refused | UncheckedIOException e) {
            return new Report(connection, stage.player(), performed, cards, null, String.valueOf(e.getMessage()));
        }
    }

    private static List<PerformedCard> playCards(Coinslot coinslot, Stage game, Paint paint, boolean aloud) {
        List<PerformedCard> cards = new ArrayList<>();
        try (CardStage stage = new CardStage(coinslot, game)) {
            for (CardScene scene : CardScene.all()) {
                PerformedCard one = PerformedCard.of(scene, stage);
                cards.add(one);
                if (aloud) {
                    System.out.println(said(one.isAsExpected(), "card: " + scene.title(), one.millis(), paint));
                }
            }
        }
        return cards;
    }

    private static String said(Performed one, Paint paint) {
        String what = one.scene().market() + ": " + one.scene().productId() + " " + one.title();
        return said(one.isAsExpected(), what, one.millis(), paint);
    }

    private static String said(boolean asExpected, String what, long millis, Paint paint) {
        return (asExpected ? paint.good("✓") : paint.bad("✗")) + " " + what + paint.quiet(" (" + millis + " ms)");
    }
}
