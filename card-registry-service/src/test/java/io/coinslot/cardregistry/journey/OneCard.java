package io.coinslot.cardregistry.journey;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A registry, and a peer that holds one card for whoever asks. */
abstract class OneCard {
    @TempDir
    Path folder;

    Registry registry;

    @BeforeEach
    void openRegistry() {
        registry = new Registry(folder);
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null);
    }
}
