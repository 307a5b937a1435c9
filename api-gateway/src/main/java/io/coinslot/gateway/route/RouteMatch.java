package io.coinslot.gateway.route;

import java.util.Set;

/** What the route table says about a request. */
public sealed interface RouteMatch {
    /** The request may come in this way. */
    record Found(Route route) implements RouteMatch {}

    /** Nothing is there. */
    record NoSuchPath() implements RouteMatch {}

    /** Something is there, but not for this method. */
    record OtherMethods(Set<String> allowed) implements RouteMatch {}
}
