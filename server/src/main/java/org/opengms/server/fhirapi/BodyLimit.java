package org.opengms.server.fhirapi;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.opengms.server.security.ApiErrors;

/// Refuses messages that are larger than any order can be, before they are read into memory.
public final class BodyLimit extends HttpFilter {
    private static final long serialVersionUID = 1;

    private final long limitBytes;

    /// @param limitBytes the largest message taken
    public BodyLimit(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getContentLengthLong() > limitBytes) {
            refuse(response);
            return;
        }
        try {
            chain.doFilter(new Limited(request, limitBytes), response);
        } catch (Exceeded e) {
            if (!response.isCommitted()) {
                response.reset();
                refuse(response);
            }
        }
    }

    private void refuse(HttpServletResponse response) throws IOException {
        ApiErrors.tooLarge(response, limitBytes, "Deliver sequencing files to /files instead.");
    }

    /// More came than was announced or allowed.
    private static final class Exceeded extends IOException {
        private static final long serialVersionUID = 1;
    }

    private static final class Limited extends HttpServletRequestWrapper {
        private final long limitBytes;

        Limited(HttpServletRequest request, long limitBytes) {
            super(request);
            this.limitBytes = limitBytes;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream in = super.getInputStream();
            return new ServletInputStream() {
                private long left = limitBytes;

                @Override
                public int read() throws IOException {
                    int one = in.read();
                    count(one < 0 ? 0 : 1);
                    return one;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int read = in.read(buffer, offset, length);
                    count(Math.max(read, 0));
                    return read;
                }

                private void count(int read) throws Exceeded {
                    left -= read;
                    if (left < 0) {
                        throw new Exceeded();
                    }
                }

                @Override
                public boolean isFinished() {
                    return in.isFinished();
                }

                @Override
                public boolean isReady() {
                    return in.isReady();
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    in.setReadListener(listener);
                }
            };
        }
    }
}
