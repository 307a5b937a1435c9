package io.coinslot.marketgateway.market.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.HttpResponseInterceptor;
import org.apache.http.entity.HttpEntityWrapper;
import org.apache.http.protocol.HttpContext;

/** Breaks off an answer that is far longer than any a market gives, whichever library reads it. */
final class BoundedAnswers implements HttpResponseInterceptor {
    private final long mostBytes;

    BoundedAnswers(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public void process(HttpResponse response, HttpContext context) {
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            response.setEntity(new HttpEntityWrapper(entity) {
                @Override
                public InputStream getContent() throws IOException {
                    return new BoundedStream(super.getContent(), mostBytes);
                }
            });
        }
    }

    private static final class BoundedStream extends FilterInputStream {
        private final long mostBytes;
        private long left;

        BoundedStream(InputStream content, long mostBytes) {
            super(content);
            this.mostBytes = mostBytes;
            this.left = mostBytes;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new IOException("the answer has more than " + mostBytes + " bytes");
            }
        }
    }
}
