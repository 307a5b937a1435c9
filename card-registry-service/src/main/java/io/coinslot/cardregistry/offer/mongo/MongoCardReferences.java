package io.coinslot.cardregistry.offer.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import io.coinslot.cardregistry.offer.CardReference;
import io.coinslot.cardregistry.offer.CardReferences;
import io.coinslot.servicekit.mongo.IndexedDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One document per reference; a while after they expired they are removed. */
public final class MongoCardReferences implements CardReferences {
    private static final Logger LOG = LoggerFactory.getLogger(MongoCardReferences.class);
    /** For so long a peer is told that a reference has expired, rather than that there was none. */
    private static final Duration KEPT_EXPIRED = Duration.ofDays(1);

    private static final String PEER = "peerId";
    private static final String ACCOUNT = "accountReference";
    private static final String TOKEN = "tokenUniqueReference";
    private static final String CARD = "panUniqueReference";
    private static final String SUFFIX = "accountPanSuffix";
    private static final String EXPIRES_AT = "expiresAt";

    private final MongoCollection<Document> collection;
    private final Clock clock;

    public MongoCardReferences(IndexedDatabase database, Clock clock, ScheduledExecutorService timer) {
        this.collection = database.collection("peer-card-references");
        this.clock = clock;
        database.wantIndex(collection, Indexes.ascending(TOKEN));
        database.wantIndex(collection, Indexes.ascending(EXPIRES_AT));
        timer.scheduleWithFixedDelay(this::forget, 10, 10, TimeUnit.MINUTES);
    }

    @Override
    public void add(List<CardReference> references) {
        if (!references.isEmpty()) {
            collection.insertMany(
                    references.stream().map(MongoCardReferences::document).toList());
        }
    }

    @Override
    public @Nullable CardReference find(String cardReferenceId) {
        Document document = collection.find(Filters.eq(cardReferenceId)).first();
        return document == null ? null : reference(document);
    }

    @Override
    public List<CardReference> toToken(String tokenUniqueReference, Instant now) {
        List<CardReference> references = new ArrayList<>();
        collection
                .find(Filters.and(Filters.eq(TOKEN, tokenUniqueReference), Filters.gt(EXPIRES_AT, Date.from(now))))
                .forEach(document -> references.add(reference(document)));
        return references;
    }

    private void forget() {
        try {
            collection.deleteMany(
                    Filters.lt(EXPIRES_AT, Date.from(clock.instant().minus(KEPT_EXPIRED))));
        } catch (MongoException e) {
            LOG.warn("Expired card references were not cleared; the next time will: {}", e.getMessage());
        }
    }

    private static Document document(CardReference reference) {
        return new Document("_id", reference.cardReferenceId())
                .append(PEER, reference.peerId())
                .append(ACCOUNT, reference.accountReference())
                .append(TOKEN, reference.tokenUniqueReference())
                .append(CARD, reference.panUniqueReference())
                .append(SUFFIX, reference.accountPanSuffix())
                .append(EXPIRES_AT, Date.from(reference.expiresAt()));
    }

    private static CardReference reference(Document document) {
        return new CardReference(
                document.getString("_id"),
                document.getString(PEER),
                document.getString(ACCOUNT),
                document.getString(TOKEN),
                document.getString(CARD),
                document.getString(SUFFIX),
                document.getDate(EXPIRES_AT).toInstant());
    }
}
