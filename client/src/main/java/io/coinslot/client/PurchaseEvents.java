package io.coinslot.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened to purchases: what the game saw goes in, the service's own event feed comes out. */
public final class PurchaseEvents {
    private static final String PATH = "/v1/purchase-events";

    private final Transport transport;

    PurchaseEvents(Transport transport) {
        this.transport = transport;
    }

    /** Reports up to 500 events; each is taken or refused by itself. */
    public List<GameEventResult> report(List<GameEvent> events) {
        Call call = Call.repeatablePost(PATH, Map.of("items", events));
        return transport.sendForPage(call, GameEventResult.class).items();
    }

    /** The feed from a kept cursor on, or from the beginning. */
    public EventFeed feed(@Nullable String afterCursor) {
        return new EventFeed(this, afterCursor);
    }

    /** One page after the cursor; waits (30 seconds at most) while there is none. */
    Page<FeedEvent> after(@Nullable String cursor, Duration wait) {
        return transport.sendForPage(Call.get(PATH).query("after", cursor).waiting(wait), FeedEvent.class);
    }
}
