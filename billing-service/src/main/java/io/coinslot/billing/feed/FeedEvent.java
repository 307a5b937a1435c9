package io.coinslot.billing.feed;

import io.coinslot.billing.catalog.ServiceId;

/**
 * An event on its way into the feed.
 *
 * @param eventId unique: the topic may hold an event twice, the feed does not
 * @param offset where it lies in its partition of the topic
 * @param countedAs what the funnel counts it as
 * @param json the event as it is handed out
 */
public record FeedEvent(ServiceId serviceId, String eventId, long offset, String countedAs, String json) {}
