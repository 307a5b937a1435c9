package io.coinslot.cardregistry.journey;

import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.token.Token;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A registry whose only registration has brought the token DWSB-1 onto the app app-1. */
abstract class OneToken {
    @TempDir
    Path folder;

    Registry registry;

    /** The id of the registration that the token came from. */
    String first;

    @BeforeEach
    void register() throws Exception {
        registry = new Registry(folder);
        registry.peers.with(TestPeers.WALLET, "w1", "1111", null);
        registry.issuer.decides(TestIssuer.approved("DWSB-1"));
        first = registry.asked(SelectionMode.ALL, "app-1");
    }

    Token token() {
        return Objects.requireNonNull(registry.tokens.find("DWSB-1"));
    }
}
