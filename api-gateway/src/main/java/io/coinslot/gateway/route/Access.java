package io.coinslot.gateway.route;

import java.util.List;

/** Who may make a request. */
public sealed interface Access {
    /** Anyone, within a limit per remote address. */
    record Open(OpenLimit limit) implements Access {}

    /** A client whose access token carries one of these scopes. */
    record Scoped(List<String> anyOf) implements Access {
        public Scoped {
            anyOf = List.copyOf(anyOf);
        }
    }

    /** The administrator's client, with this scope. */
    record Administrator(String scope) implements Access {}
}
