package io.coinslot.gateway.proxy;

import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/** A service's answer, read whole. */
public final class ReadAnswer {
    private static final int LONGEST_BYTES = 1024 * 1024;

    private final ClassicHttpResponse head;
    private final byte[] body;

    private ReadAnswer(ClassicHttpResponse head, byte[] body) {
        this.head = head;
        this.body = body;
    }

    static ReadAnswer of(ClassicHttpResponse answer) throws IOException {
        byte[] body =
                answer.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(answer.getEntity(), LONGEST_BYTES);
        BasicClassicHttpResponse head = new BasicClassicHttpResponse(answer.getCode());
        head.setHeaders(answer.getHeaders());
        return new ReadAnswer(head, body);
    }

    public boolean succeeded() {
        return head.getCode() >= 200 && head.getCode() < 300;
    }

    public byte[] body() {
        return body.clone();
    }

    /** Answers as the service did. */
    public void passOn(HttpServletResponse response) throws IOException {
        passOn(response, body);
    }

    /** Answers as the service did, with another body. */
    public void passOn(HttpServletResponse response, byte[] otherBody) throws IOException {
        response.setStatus(head.getCode());
        AnswerHeaders.copy(head, response);
        response.setContentLength(otherBody.length);
        response.getOutputStream().write(otherBody);
    }

    /** What to answer if the service's success cannot be read. */
    public static Problem unreadable() {
        return Problem.of(GeneralProblem.INTERNAL_ERROR, "The service's answer cannot be read");
    }
}
