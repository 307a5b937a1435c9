package io.coinslot.gateway.device.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.mongo.ExpiredSweep;
import io.coinslot.gateway.device.DeviceSession;
import io.coinslot.gateway.device.DeviceSession.BoundDevice;
import io.coinslot.gateway.device.DeviceSessions;
import io.coinslot.servicekit.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sessions in the collection device_sessions, kept for as long as an Idempotency-Key is. */
public final class MongoDeviceSessions implements DeviceSessions {
    private static final Logger LOG = LoggerFactory.getLogger(MongoDeviceSessions.class);
    private static final Duration KEPT = Duration.ofDays(31);
    private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(10);

    private final MongoCollection<Document> collection;
    private final ExpiredSweep sweep;
    private final AtomicBoolean indexed = new AtomicBoolean();

    public MongoDeviceSessions(MongoDatabase database, Clock clock) {
        this.collection = database.getCollection("device_sessions");
        this.sweep = new ExpiredSweep(collection, "forgottenAt", SWEEP_INTERVAL, clock);
    }

    @Override
    public DeviceSession openIfMissing(DeviceSession session) {
        return asking(() -> {
            index();
            sweep.ifDue();
            try {
                collection.insertOne(document(session));
                return session;
            } catch (MongoWriteException e) {
                Document known = ErrorCategory.fromErrorCode(e.getError().getCode()) == ErrorCategory.DUPLICATE_KEY
                        ? collection.find(eq("_id", session.sessionId())).first()
                        : null;
                if (known == null) {
                    throw e;
                }
                return session(known);
            }
        });
    }

    /** For revoking all of a user's; made with the first session, so that a gateway starts without its store. */
    private void index() {
        if (!indexed.get()) {
            collection.createIndex(Indexes.ascending("serviceId", "userId"));
            indexed.set(true);
        }
    }

    @Override
    public boolean isOpen(String sessionId) {
        Document found = asking(() -> collection
                .find(eq("_id", sessionId))
                .projection(Projections.include("revokedAt"))
                .first());
        return found != null && found.getDate("revokedAt") == null;
    }

    @Override
    public Optional<Instant> revoke(String serviceId, String sessionId, Instant at) {
        Bson one = and(eq("_id", sessionId), eq("serviceId", serviceId));
        return asking(() -> {
            collection.updateOne(and(one, eq("revokedAt", null)), Updates.set("revokedAt", Date.from(at)));
            return Optional.ofNullable(collection.find(one).first())
                    .map(found -> found.getDate("revokedAt").toInstant());
        });
    }

    @Override
    public long revokeAll(String serviceId, String userId, @Nullable String deviceId, Instant at) {
        Bson open = and(
                eq("serviceId", serviceId),
                eq("userId", userId),
                eq("revokedAt", null),
                gt("expiresAt", Date.from(at)));
        Bson which = deviceId == null ? open : and(open, eq("deviceId", deviceId));
        return asking(() -> collection
                .updateMany(which, Updates.set("revokedAt", Date.from(at)))
                .getModifiedCount());
    }

    private static <T extends @Nullable Object> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (MongoException e) {
            LOG.warn("Sessions of devices cannot be read or written", e);
            throw Problem.unavailable("Sessions of devices cannot be looked up; send the same request again", 2)
                    .asException();
        }
    }

    private static Document document(DeviceSession session) {
        BoundDevice device = session.device();
        return new Document("_id", session.sessionId())
                .append("clientId", session.clientId())
                .append("clientGeneration", session.clientGeneration())
                .append("serviceId", device.serviceId())
                .append("userId", device.userId())
                .append("deviceId", device.deviceId())
                .append("keyThumbprint", device.keyThumbprint())
                .append("issuedAt", Date.from(session.issuedAt()))
                .append("expiresAt", Date.from(session.expiresAt()))
                .append("forgottenAt", Date.from(session.issuedAt().plus(KEPT)));
    }

    private static DeviceSession session(Document found) {
        Date revokedAt = found.getDate("revokedAt");
        return new DeviceSession(
                found.getString("_id"),
                found.getString("clientId"),
                found.getInteger("clientGeneration", ClientRecord.FIRST_GENERATION),
                new BoundDevice(
                        found.getString("serviceId"),
                        found.getString("userId"),
                        found.getString("deviceId"),
                        found.getString("keyThumbprint")),
                found.getDate("issuedAt").toInstant(),
                found.getDate("expiresAt").toInstant(),
                revokedAt == null ? null : revokedAt.toInstant());
    }
}
