package io.coinslot.servicekit.kafka;

import com.microsoft.kiota.ApiException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a registry that is away from one that says something of a schema, by what Apicurio's serdes or Confluent's throw.
 * Confluent's are not among our dependencies, so their exceptions are known by name.
 */
final class RegistryFailure {
    /** Not let in, too slow or too often. */
    private static final Set<Integer> SAYS_NOTHING_OF_SCHEMAS = Set.of(401, 403, 407, 408, 425, 429);

    private static final String CONFLUENTS_ANSWER =
            "io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException";
    /** The JDK's two clients, Apache's, one of which Confluent's serdes use, and who gets Apicurio's the token. */
    private static final List<String> CLIENTS = List.of(
            "jdk.internal.net.http.", "sun.net.www.", "org.apache.hc.", "io.apicurio.registry.client.common.auth.");

    /** Apicurio's serializer has no exception of its own for it, and is told an empty list. */
    private static final String NOT_FOUND_BY_APICURIO = "Could not resolve artifact reference by content";

    private static final int NOT_FOUND = 404;

    private RegistryFailure() {}

    /** Whether the registry answers that the schema that something was to be written in is not registered. */
    static boolean isUnknownSchema(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isUnknownSchemaItself(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is what the registry answered, and not what the bytes made of it. */
    static boolean isAnswer(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException || isConfluents(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnknownSchemaItself(Throwable failure) {
        if (isConfluents(failure)) {
            try {
                return number(failure, "getErrorCode") / 100 == NOT_FOUND;
            } catch (ReflectiveOperationException e) {
                return false;
            }
        }
        String message = failure.getMessage();
        return message != null && message.startsWith(NOT_FOUND_BY_APICURIO);
    }

    /**
     * How the registry is away: what it knows of the schema is not known then.
     *
     * @return null if it is not away
     */
    static @Nullable String outage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String outage = outageItself(cause);
            if (outage != null) {
                return outage;
            }
        }
        return null;
    }

    private static @Nullable String outageItself(Throwable failure) {
        if (failure instanceof ApiException answer) {
            boolean hasDocument = answer.getClass() != ApiException.class;
            return outage(answer.getResponseStatusCode(), hasDocument);
        }
        if (isConfluents(failure)) {
            return outageByConfluents(failure);
        }
        if (failure instanceof InvalidConfigurationException) {
            // Confluent's serdes make this of an answer whose code is a status between 400 and 499, without a cause.
            return "the schema registry refuses: " + failure.getMessage();
        }
        boolean isSilent = failure instanceof TimeoutException
                || failure instanceof org.apache.kafka.common.errors.TimeoutException
                || failure instanceof IOException && isOfAConnection(failure);
        return isSilent ? "the schema registry does not answer: " + failure : null;
    }

    private static @Nullable String outageByConfluents(Throwable answer) {
        try {
            int status = number(answer, "getStatus");
            // Its own codes have five digits, of which the first three are the status: 40403, schema not found.
            return outage(status, number(answer, "getErrorCode") / 100 == status);
        } catch (ReflectiveOperationException e) {
            // Whatever it is, it is no word on the schema that could be understood: events wait for serdes that can be.
            return "the schema registry's answer is not understood, as these serdes of Confluent's are not known here: "
                    + answer + " (" + e + ")";
        }
    }

    /**
     * @param isItsOwnWord whether the registry says in a document of its own that it does not know or does not want the
     *     schema: an answer without one comes from what stands in front of it. Who is not let in is told nothing of
     *     schemas either
     */
    private static @Nullable String outage(int status, boolean isItsOwnWord) {
        boolean isOfSchemas =
                isItsOwnWord && status >= 400 && status < 500 && !SAYS_NOTHING_OF_SCHEMAS.contains(status);
        return isOfSchemas ? null : "the schema registry, or what stands in front of it, answers " + status;
    }

    private static boolean isConfluents(Throwable failure) {
        for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(CONFLUENTS_ANSWER)) {
                return true;
            }
        }
        return false;
    }

    private static int number(Throwable answer, String getter) throws ReflectiveOperationException {
        if (answer.getClass().getMethod(getter).invoke(answer) instanceof Integer number) {
            return number;
        }
        throw new NoSuchMethodException("int " + getter + "()");
    }

    /** Avro throws the same class for bytes that end too early, so its place tells what a bare IOException is about. */
    private static boolean isOfAConnection(Throwable failure) {
        return failure instanceof SocketException
                || failure instanceof UnknownHostException
                || failure instanceof InterruptedIOException
                || failure instanceof HttpTimeoutException
                || failure instanceof ClosedChannelException
                || failure instanceof SSLException
                || Arrays.stream(failure.getStackTrace())
                        .anyMatch(frame -> CLIENTS.stream().anyMatch(frame.getClassName()::startsWith));
    }
}
