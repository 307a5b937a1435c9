package io.coinslot.gateway.proxy;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes a service's answer back: a short one whole or not at all, a longer one as it comes. */
final class ServiceAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceAnswer.class);
    private static final int SHORT_BODY_BYTES = 65_536;
    private static final int BUFFER_BYTES = 16_384;

    private final ClassicHttpResponse answer;
    private final ReadingTime readingTime;

    ServiceAnswer(ClassicHttpResponse answer, ReadingTime readingTime) {
        this.answer = answer;
        this.readingTime = readingTime;
    }

    void passOn(HttpServletResponse response) throws IOException {
        HttpEntity body = answer.getEntity();
        if (body == null) {
            head(response);
            return;
        }
        try (InputStream content = body.getContent()) {
            long length = body.getContentLength();
            if (length >= 0 && length <= SHORT_BODY_BYTES) {
                byte[] bytes = read(content, (int) length);
                head(response);
                response.setContentLength(bytes.length);
                readingTime.write(response.getOutputStream(), bytes, bytes.length);
            } else {
                stream(content, length, response);
            }
        }
    }

    private void head(HttpServletResponse response) {
        response.setStatus(answer.getCode());
        AnswerHeaders.copy(answer, response);
    }

    private static byte[] read(InputStream content, int length) {
        try {
            return content.readNBytes(length);
        } catch (IOException e) {
            throw ServiceFailure.of(e).asException();
        }
    }

    /** Nothing of it is passed on before there is something, and nothing taken back once there was. */
    private void stream(InputStream content, long length, HttpServletResponse response) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int count = first(content, buffer);
        head(response);
        if (length >= 0) {
            response.setContentLengthLong(length);
        }
        OutputStream out = response.getOutputStream();
        while (count >= 0) {
            write(out, buffer, count);
            count = next(content, buffer, response);
        }
    }

    private void write(OutputStream out, byte[] buffer, int count) throws IOException {
        try {
            readingTime.write(out, buffer, count);
        } catch (IOException e) {
            // Or closing the content would first take the rest of it from the service, which nobody reads any more.
            answer.close();
            throw e;
        }
    }

    private static int first(InputStream content, byte[] buffer) {
        try {
            return content.read(buffer);
        } catch (IOException e) {
            throw ServiceFailure.of(e).asException();
        }
    }

    private static int next(InputStream content, byte[] buffer, HttpServletResponse response) throws IOException {
        try {
            return content.read(buffer);
        } catch (IOException e) {
            LOG.warn("A service's answer broke off: {}", e.toString());
            // A problem in its place would go out under its head.
            response.flushBuffer();
            throw e;
        }
    }
}
