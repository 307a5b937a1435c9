package io.coinslot.gateway.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Routes by path segment, so that a request is matched in one walk without patterns. A fixed segment goes first. */
final class RouteTree {
    private static final RouteMatch NO_SUCH_PATH = new RouteMatch.NoSuchPath();

    private final Node root = new Node();

    RouteTree(List<Route> routes) {
        for (Route route : routes) {
            Node node = root;
            for (String segment : route.path().substring(1).split("/", -1)) {
                node = node.child(segment);
            }
            if (node.byMethod.put(route.method(), new RouteMatch.Found(route)) != null) {
                throw new IllegalArgumentException("Two routes for " + route.method() + " " + route.path());
            }
        }
    }

    RouteMatch match(String method, String path) {
        Node node = root;
        int start = 1;
        while (start <= path.length()) {
            int end = path.indexOf('/', start);
            if (end < 0) {
                end = path.length();
            }
            node = node.next(path.substring(start, end));
            if (node == null) {
                return NO_SUCH_PATH;
            }
            start = end + 1;
        }
        return node.byMethod.isEmpty() ? NO_SUCH_PATH : node.ofMethod(method);
    }

    private static final class Node {
        private final Map<String, Node> fixed = new HashMap<>();
        private final Map<String, RouteMatch> byMethod = new TreeMap<>();
        private @Nullable Node any;

        private Node child(String segment) {
            if (!segment.startsWith("{")) {
                return fixed.computeIfAbsent(segment, name -> new Node());
            }
            Node child = any == null ? new Node() : any;
            any = child;
            return child;
        }

        private @Nullable Node next(String segment) {
            Node next = fixed.get(segment);
            return next == null && !segment.isEmpty() ? any : next;
        }

        private RouteMatch ofMethod(String method) {
            RouteMatch match = byMethod.get(method);
            return match == null ? new RouteMatch.OtherMethods(byMethod.keySet()) : match;
        }
    }
}
