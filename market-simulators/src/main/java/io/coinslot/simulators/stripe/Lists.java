package io.coinslot.simulators.stripe;

import io.coinslot.simulators.protocol.Json;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Pages of Stripe's lists, newest first, before or after an object. */
final class Lists {
    private Lists() {}

    static <T> ObjectNode page(
            String url, List<T> newestFirst, Function<T, String> id, Form form, Function<T, JsonNode> body) {
        int limit = form.limit();
        String after = form.text("starting_after");
        String before = form.text("ending_before");
        int from = after == null ? 0 : position(newestFirst, id, after, "starting_after") + 1;
        int end = before == null ? newestFirst.size() : position(newestFirst, id, before, "ending_before");
        int to = end;
        if (before != null) {
            from = Math.max(from, end - limit);
        } else {
            to = Math.min(end, from + limit);
        }
        ObjectNode page = Json.object().put("object", "list");
        ArrayNode data = page.putArray("data");
        newestFirst.subList(from, to).forEach(object -> data.add(body.apply(object)));
        boolean more = before == null ? to < newestFirst.size() : from > 0;
        return page.put("has_more", more).put("url", url);
    }

    static ObjectNode searchResult(String url, List<JsonNode> found, int start, int limit) {
        int to = Math.min(found.size(), start + limit);
        ObjectNode page = Json.object().put("object", "search_result");
        page.putArray("data").addAll(found.subList(Math.min(start, to), to));
        @Nullable String next = to < found.size() ? Integer.toString(to) : null;
        return page.put("has_more", next != null).put("next_page", next).put("url", url);
    }

    private static <T> int position(List<T> objects, Function<T, String> id, String wanted, String parameter) {
        for (int position = 0; position < objects.size(); position++) {
            if (id.apply(objects.get(position)).equals(wanted)) {
                return position;
            }
        }
        throw StripeRefusal.notFound("object", wanted, parameter);
    }
}
