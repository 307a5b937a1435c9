package io.coinslot.billing.feed;

import io.coinslot.billing.catalog.ServiceId;

/** Names a chunk: the events of one service in one partition lie in chunks 0, 1, 2 … */
public record ChunkId(ServiceId serviceId, int partition, int number) {
    public String key() {
        return serviceId + "|" + partition + "|" + number;
    }

    ChunkId next() {
        return new ChunkId(serviceId, partition, number + 1);
    }
}
