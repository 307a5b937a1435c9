package io.coinslot.examplegame.demo;

import io.coinslot.client.CardRegistration;
import io.coinslot.client.DeviceClient;
import io.coinslot.client.DeviceKey;
import io.coinslot.client.NewCardRegistration;
import io.coinslot.client.NewCardRegistration.Device;
import io.coinslot.client.NewCardRegistration.Selection;
import io.coinslot.examplegame.card.SimulatedPhone;
import io.coinslot.examplegame.connection.Coinslot;
import java.time.Duration;

/** What the scenes with cards play on: the player's phone, and a watch that Coinslot serves. */
final class CardStage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DeviceKey key = DeviceKey.generate();
    private final SimulatedPhone phone;
    private final DeviceClient watch;
    private final String player;
    private final Stage game;

    /** The game's backend lets the player's watch in, with a token that is bound to the watch's key. */
    CardStage(Coinslot coinslot, Stage game) {
        this.game = game;
        this.player = game.player();
        this.phone = new SimulatedPhone(coinslot.connection(), player);
        this.watch = DeviceClient.of(
                coinslot.connection().gateway(),
                key,
                () -> coinslot.client().devices().open(player, "watch-of-" + player, key.thumbprint()));
    }

    /** Where the game sells to the player. */
    Stage game() {
        return game;
    }

    SimulatedPhone phone() {
        return phone;
    }

    DeviceClient watch() {
        return watch;
    }

    /** The watch asks for the cards of the account. */
    CardRegistration register(String paymentApp, Selection selection) {
        return watch.cardRegistrations()
                .register(new NewCardRegistration(
                        phone.vouchFor(key.thumbprint()),
                        paymentApp + "-" + player,
                        "wallet-of-" + player,
                        Device.of("Watch", "WATCH", "WEAR"),
                        "en",
                        selection));
    }

    /** Waits until the registration is over or needs the cardholder. */
    CardRegistration await(CardRegistration registration) {
        return watch.cardRegistrations().await(registration.registrationId(), PATIENCE);
    }

    @Override
    public void close() {
        watch.close();
    }
}
