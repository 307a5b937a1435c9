package io.coinslot.gateway.entrance;

import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request whose length was not told beforehand, and whose body is counted while it is read. */
final class LimitedBody extends HttpServletRequestWrapper {
    private final int maximumBytes;
    private @Nullable ServletInputStream stream;

    private LimitedBody(HttpServletRequest request, int maximumBytes) {
        super(request);
        this.maximumBytes = maximumBytes;
    }

    /** The request itself if its length is known, and so was checked. */
    static HttpServletRequest of(HttpServletRequest request, int maximumBytes) {
        return request.getHeader("Transfer-Encoding") == null ? request : new LimitedBody(request, maximumBytes);
    }

    static Problem tooLarge(int maximumBytes) {
        return Problem.of(
                GeneralProblem.PAYLOAD_TOO_LARGE, "The body may have at most " + maximumBytes + " bytes here");
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (stream == null) {
            stream = new Counted(super.getInputStream());
        }
        return stream;
    }

    private final class Counted extends ServletInputStream {
        private final ServletInputStream inner;
        private long count;

        private Counted(ServletInputStream inner) {
            this.inner = inner;
        }

        @Override
        public int read() throws IOException {
            int value = inner.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = inner.read(bytes, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int bytes) {
            count += bytes;
            if (count > maximumBytes) {
                throw tooLarge(maximumBytes).asException();
            }
        }

        @Override
        public boolean isFinished() {
            return inner.isFinished();
        }

        @Override
        public boolean isReady() {
            return inner.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            inner.setReadListener(listener);
        }
    }
}
