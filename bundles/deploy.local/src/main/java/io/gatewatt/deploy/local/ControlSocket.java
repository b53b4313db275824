// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.local;

import io.gatewatt.deploy.Deployment;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where {@code gatewatt driver} finds a running station: the socket {@code control} in its home, for the owner of the station alone. The home is held by one
 * process, so a socket that lies there is of one that was killed.
 */
@Component(service = {})
public final class ControlSocket {

    private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);
    private static final String NAME = "control";
    private static final int MOST_AT_ONCE = 8;
    /** What an address has room for, unix(7). */
    private static final int LONGEST_PATH = 107;

    private final Path socket;
    private final Path scratch;
    private final Clerk clerk;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Thread thread = new Thread(this::serve, "control");
    private ServerSocketChannel server;
    private boolean ended;

    /** Starts to serve, on a thread of its own, so that no start waits for it. */
    @Activate
    public ControlSocket(BundleContext context, @Reference Deployment deployment) {
        this(Path.of(Objects.requireNonNullElse(context.getProperty("gatewatt.home"), ".")), deployment);
    }

    ControlSocket(Path home, Deployment deployment) {
        socket = home.resolve(NAME);
        scratch = home.resolve("tmp");
        clerk = new Clerk(deployment, scratch);
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    synchronized void deactivate() {
        ended = true;
        try {
            if (server != null) {
                server.close();
                Files.deleteIfExists(socket);
            }
        } catch (IOException e) {
            LOG.debug("the control socket: {}", e.toString());
        }
    }

    private void serve() {
        try {
            ServerSocketChannel open = open();
            while (open != null && open.isOpen()) {
                SocketChannel client = open.accept();
                places.acquireUninterruptibly();
                Thread one = new Thread(() -> serve(client), "control-client");
                one.setDaemon(true);
                one.start();
            }
        } catch (ClosedChannelException e) {
            // The orderly end.
        } catch (SocketException e) {
            LOG.warn(
                    "{} is no place for a socket ({}): gatewatt driver does not reach this station. A home with a shorter path helps; "
                            + "the drop folder and the Web Console do as well",
                    socket,
                    e.getMessage());
        } catch (IOException e) {
            LOG.warn("gatewatt driver does not reach this station any more: {}: {}", socket, e.toString());
        }
    }

    /** Made under another name, in a folder of the owner's, and closed to others before it gets its own: nobody comes in between. */
    private synchronized ServerSocketChannel open() throws IOException {
        if (ended) {
            return null;
        }
        Path fresh = Files.createDirectories(scratch).resolve("c");
        Files.deleteIfExists(fresh);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
                throw new SocketException("longer than " + LONGEST_PATH + " bytes");
            }
            channel.bind(UnixDomainSocketAddress.of(fresh));
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            Files.move(fresh, socket, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        server = channel;
        return channel;
    }

    private void serve(SocketChannel client) {
        try (client) {
            Answer answer = clerk.serve(Channels.newInputStream(client));
            Channels.newOutputStream(client).write(answer.bytes());
        } catch (IOException e) {
            LOG.debug("a command line went: {}", e.toString());
        } finally {
            places.release();
        }
    }
}
