package io.coinslot.examplegame;

import io.coinslot.examplegame.connection.CoinslotSource;
import io.coinslot.examplegame.inventory.Inventory;
import io.coinslot.examplegame.shop.Activity;
import io.coinslot.examplegame.shop.Shop;
import io.coinslot.examplegame.web.GameServer;
import io.coinslot.examplegame.web.WebhookEndpoint;
import java.time.Clock;

/** A small game backend: a shop that sells through Coinslot and an inventory that its webhooks fill. */
public final class ExampleGame implements AutoCloseable {
    private final CoinslotSource coinslot;
    private final Inventory inventory;
    private final GameServer server;
    private final int port;

    private ExampleGame(Options options) {
        this.coinslot = new CoinslotSource(options.connection());
        this.inventory = Inventory.open(options.data().resolve("inventory.jsonl"), Clock.systemUTC());
        Activity activity = new Activity(Clock.systemUTC());
        WebhookEndpoint webhooks = new WebhookEndpoint(coinslot, inventory, activity);
        this.server = new GameServer(options.port(), webhooks, new Shop(coinslot, activity), inventory, activity);
        this.port = server.start();
    }

    /** Opens the inventory and starts to serve. */
    static ExampleGame start(Options options) {
        return new ExampleGame(options);
    }

    /** Serves until the process ends. */
    public static void main(String[] arguments) throws InterruptedException {
        ExampleGame game = start(Options.parse(arguments));
        Runtime.getRuntime().addShutdownHook(new Thread(game::close));
        System.out.println("The game is on at http://127.0.0.1:" + game.port());
        Thread.currentThread().join();
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        server.close();
        inventory.close();
        coinslot.close();
    }
}
