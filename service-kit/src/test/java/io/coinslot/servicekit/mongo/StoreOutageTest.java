package io.coinslot.servicekit.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ServerId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoreOutageTest {
    private static final ServerAddress ADDRESS = new ServerAddress();

    static Stream<MongoException> outages() {
        WriteConcernError unconfirmed =
                new WriteConcernError(11602, "InterruptedDueToReplStateChange", "stepped down", new BsonDocument());
        return Stream.of(
                new MongoSocketReadException("broken", ADDRESS),
                new MongoTimeoutException("no server"),
                new MongoServerUnavailableException("gone"),
                new MongoConnectionPoolClearedException(
                        new ServerId(new ClusterId(), ADDRESS), new IllegalStateException()),
                new MongoInterruptedException("stopping", new InterruptedException()),
                new MongoWriteConcernException(unconfirmed, null, ADDRESS, Set.of()),
                new MongoCommandException(
                        BsonDocument.parse("{ok: 0, code: 14031, codeName: 'OutOfDiskSpace', errmsg: 'full'}"),
                        ADDRESS),
                refusedBy(14031));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void isBehindWhatTheDriverThrowsWhenTheStoreIsAway(MongoException failure) {
        assertThat(StoreOutage.isBehind(failure)).isTrue();
    }

    @Test
    void isNotBehindARefusedWrite() {
        assertThat(StoreOutage.isBehind(refusedBy(11000))).isFalse();
        assertThat(StoreOutage.isBehind(new IllegalStateException("a bug"))).isFalse();
    }

    private static MongoBulkWriteException refusedBy(int code) {
        return new MongoBulkWriteException(
                BulkWriteResult.unacknowledged(),
                List.of(new BulkWriteError(code, "refused", new BsonDocument(), 0)),
                null,
                ADDRESS,
                Set.of());
    }
}
