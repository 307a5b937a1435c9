package io.coinslot.gateway.route;

import java.util.List;

/**
 * One kind of request that may come in.
 *
 * @param path segments that are fixed, or a {name} that stands for any one segment
 * @param maximumBodyBytes a longer body is refused
 */
public record Route(String method, String path, Destination destination, Access access, int maximumBodyBytes) {
    private static final int KIBIBYTE = 1024;

    static Route scoped(String method, String path, Destination destination, String... anyOfScopes) {
        return new Route(
                method,
                path,
                destination,
                new Access.Scoped(List.of(anyOfScopes), Callers.CLIENTS),
                KIBIBYTE * KIBIBYTE);
    }

    static Route administrator(String method, String path, Destination destination, String scope) {
        return new Route(method, path, destination, new Access.Administrator(scope), KIBIBYTE * KIBIBYTE);
    }

    static Route open(String method, String path, Destination destination, OpenLimit limit, int maximumBodyKibibytes) {
        return new Route(method, path, destination, new Access.Open(limit), maximumBodyKibibytes * KIBIBYTE);
    }

    /** Lets users' devices make the request as well. */
    Route alsoForDevices() {
        return by(Callers.CLIENTS_AND_DEVICES);
    }

    /** Lets none but users' devices make the request. */
    Route onlyForDevices() {
        return by(Callers.DEVICES);
    }

    private Route by(Callers callers) {
        if (!(access instanceof Access.Scoped scoped)) {
            throw new IllegalStateException("Devices need a scope at " + method + " " + path);
        }
        return new Route(method, path, destination, new Access.Scoped(scoped.anyOf(), callers), maximumBodyBytes);
    }

    Route withMaximumBodyKibibytes(int kibibytes) {
        return new Route(method, path, destination, access, kibibytes * KIBIBYTE);
    }

    public boolean isProxied() {
        return destination != Destination.GATEWAY;
    }
}
