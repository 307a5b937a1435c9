package io.coinslot.marketgateway.market.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.client.ClientProtocolException;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.conn.ClientConnectionManager;
import org.apache.http.entity.HttpEntityWrapper;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.params.HttpParams;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Breaks off an exchange that takes too long as a whole, from the wait for a connection to the last byte of the answer.
 * The time-outs below it bound each wait by itself: an answer that comes in drops outlasts them all.
 */
final class BoundedExchanges extends CloseableHttpClient {
    private final CloseableHttpClient connections;
    private final Duration longest;
    private final ScheduledThreadPoolExecutor timer;

    BoundedExchanges(CloseableHttpClient connections, Duration longest) {
        this.connections = connections;
        this.longest = longest;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("market-deadlines").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    protected CloseableHttpResponse doExecute(HttpHost target, HttpRequest request, @Nullable HttpContext context)
            throws IOException {
        if (!(request instanceof HttpUriRequest abortable)) {
            throw new ClientProtocolException(request.getClass() + " cannot be broken off");
        }
        Deadline deadline = new Deadline(abortable);
        try {
            CloseableHttpResponse response = connections.execute(target, request, context);
            HttpEntity entity = response.getEntity();
            if (entity == null) {
                deadline.met();
            } else {
                response.setEntity(deadline.over(entity));
            }
            return response;
        } catch (IOException failure) {
            deadline.met();
            throw deadline.explained(failure);
        } catch (RuntimeException failure) {
            deadline.met();
            throw failure;
        }
    }

    /** The time that one exchange has. It runs out by itself if nobody reads the answer. */
    private final class Deadline {
        private final HttpUriRequest request;
        private final Future<?> end;

        Deadline(HttpUriRequest request) {
            this.request = request;
            this.end = timer.schedule(request::abort, longest.toMillis(), TimeUnit.MILLISECONDS);
        }

        void met() {
            end.cancel(false);
        }

        IOException explained(IOException failure) {
            if (!request.isAborted()) {
                return failure;
            }
            InterruptedIOException late = new InterruptedIOException("no whole answer within " + longest);
            late.initCause(failure);
            return late;
        }

        HttpEntity over(HttpEntity entity) {
            return new HttpEntityWrapper(entity) {
                @Override
                public InputStream getContent() throws IOException {
                    return new TimedStream(super.getContent(), Deadline.this);
                }
            };
        }
    }

    private static final class TimedStream extends FilterInputStream {
        private final Deadline deadline;

        TimedStream(InputStream content, Deadline deadline) {
            super(content);
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            try {
                return ended(super.read());
            } catch (IOException failure) {
                throw deadline.explained(failure);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return ended(super.read(bytes, offset, length));
            } catch (IOException failure) {
                throw deadline.explained(failure);
            }
        }

        private int ended(int read) {
            if (read < 0) {
                deadline.met();
            }
            return read;
        }

        /** Reads what is left, so that the connection can be used again: that too has to be in time. */
        @Override
        public void close() throws IOException {
            super.close();
            deadline.met();
        }
    }

    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        connections.close();
    }

    @Deprecated
    @Override
    @SuppressWarnings("deprecation")
    public HttpParams getParams() {
        return connections.getParams();
    }

    @Deprecated
    @Override
    @SuppressWarnings("deprecation")
    public ClientConnectionManager getConnectionManager() {
        return connections.getConnectionManager();
    }
}
