package io.coinslot.cardregistry.journey;

import io.coinslot.cardregistry.registration.SelectionMode;
import io.coinslot.cardregistry.token.Token;
import org.junit.jupiter.api.BeforeEach;

/** Its only registration so far has brought the token DWSB-1 onto the app app-1. */
abstract class OneToken extends OneCard {
    /** The id of the registration that the token came from. */
    String first;

    @BeforeEach
    void register() throws Exception {
        registry.issuer.decides(TestIssuer.approved("DWSB-1"));
        first = registry.asked(SelectionMode.ALL, "app-1");
    }

    Token token() {
        return registry.tokens.find("DWSB-1");
    }
}
