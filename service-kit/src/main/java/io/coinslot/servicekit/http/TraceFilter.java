package io.coinslot.servicekit.http;

import io.coinslot.servicekit.trace.Trace;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.slf4j.MDC;

/** Binds the trace of the request, so that problems, logs and events carry it. */
public final class TraceFilter implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Trace trace = Trace.parse(((HttpServletRequest) request).getHeader(Trace.HEADER));
        MDC.put("traceId", trace.traceId());
        try {
            trace.call(() -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        } finally {
            MDC.remove("traceId");
        }
    }
}
