package io.coinslot.servicekit.http;

import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body is counted while it is read, whatever length it was said to have. A sender who stops half way is
 * refused with 408.
 */
public final class CountedBody extends HttpServletRequestWrapper {
    private final LongConsumer count;
    private @Nullable ServletInputStream stream;

    /** @param count is told how many bytes were read so far, and refuses to go on by throwing */
    public CountedBody(HttpServletRequest request, LongConsumer count) {
        super(request);
        this.count = count;
    }

    /** What a sender is told who takes too long. */
    public static Problem tooSlow() {
        return Problem.of(
                GeneralProblem.REQUEST_TIMEOUT, "The body took too long to arrive; nothing was done, send it again");
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
        private long total;

        private Counted(ServletInputStream inner) {
            this.inner = inner;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = readInner(bytes, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private int readInner(byte[] bytes, int offset, int length) throws IOException {
            try {
                return inner.read(bytes, offset, length);
            } catch (IOException e) {
                if (e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException) {
                    throw tooSlow().asException();
                }
                throw e;
            }
        }

        private void count(int bytes) {
            total += bytes;
            count.accept(total);
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
