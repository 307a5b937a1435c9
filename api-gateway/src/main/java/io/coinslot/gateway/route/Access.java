package io.coinslot.gateway.route;

import java.util.List;

/** Who may make a request. */
public sealed interface Access {
    /** Anyone, within a limit per remote address. */
    record Open(OpenLimit limit) implements Access {}

    /** Whose access token carries one of these scopes, and is one of these callers. */
    record Scoped(List<String> anyOf, Callers callers) implements Access {
        public Scoped {
            anyOf = List.copyOf(anyOf);
        }
    }

    /** The administrator's client, with this scope. */
    record Administrator(String scope) implements Access {}
}
