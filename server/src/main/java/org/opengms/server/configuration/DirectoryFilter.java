package org.opengms.server.configuration;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/// Gives each request one state of the test directory from beginning to end, so that an order is
/// judged, routed and kept by the same version even if another is imported meanwhile.
final class DirectoryFilter implements Filter {
    private final LiveDirectories directories;

    DirectoryFilter(LiveDirectories directories) {
        this.directories = directories;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            directories.during(() -> chain.doFilter(request, response));
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
