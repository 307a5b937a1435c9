package io.coinslot.servicekit.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import io.coinslot.servicekit.aggregate.AggregateStore.StoreUnavailable;

/** Tells what is thrown when the store is away from what is thrown for the sake of what it was asked. */
public final class StoreOutage {
    /** OutOfDiskSpace in MongoDB's list of error codes. */
    private static final int OUT_OF_DISK_SPACE = 14031;

    private StoreOutage() {}

    /**
     * Whether it will pass: the store cannot be reached, lets nobody in, has no room left or is just stopping, as the
     * driver says it or as the engine does. What was to be written may then have been written or not.
     */
    public static boolean isBehind(Throwable failure) {
        return failure instanceof StoreUnavailable
                || failure instanceof MongoSocketException
                || failure instanceof MongoTimeoutException
                || failure instanceof MongoExecutionTimeoutException
                || failure instanceof MongoConnectionPoolClearedException
                || failure instanceof MongoServerUnavailableException
                || failure instanceof MongoNotPrimaryException
                || failure instanceof MongoNodeIsRecoveringException
                || failure instanceof MongoSecurityException
                || failure instanceof MongoInterruptedException
                || isFull(failure)
                || isUnconfirmed(failure);
    }

    private static boolean isFull(Throwable failure) {
        return failure instanceof MongoBulkWriteException bulk
                ? bulk.getWriteErrors().stream().anyMatch(error -> error.getCode() == OUT_OF_DISK_SPACE)
                : failure instanceof MongoException other && other.getCode() == OUT_OF_DISK_SPACE;
    }

    /** Made on a primary that could not have it confirmed: it is lost if another takes its place. */
    private static boolean isUnconfirmed(Throwable failure) {
        return failure instanceof MongoWriteConcernException
                || failure instanceof MongoBulkWriteException bulk && bulk.getWriteConcernError() != null;
    }
}
