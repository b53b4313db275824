// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;

/** A TCP connection that can lose all its bytes without anybody being told. */
final class GatedEndPoint extends SocketChannelEndPoint implements NetworkGate.Link {

    private final NetworkGate gate;
    private final SelectionKey key;
    private volatile boolean mute;
    private volatile boolean kept;

    GatedEndPoint(
            SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler, NetworkGate gate) {
        super(channel, selector, key, scheduler);
        this.gate = gate;
        this.key = key;
    }

    @Override
    public void cut(IOException cause) {
        close(cause);
    }

    @Override
    public void mute() {
        mute = true;
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        return mute ? 0 : super.fill(buffer);
    }

    /** A mute connection never becomes readable; or the selector would spin on bytes that nobody may read. */
    @Override
    protected void needsFillInterest() {
        if (!mute) {
            super.needsFillInterest();
        }
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        if (!mute) {
            return super.flush(buffers);
        }
        for (ByteBuffer buffer : buffers) {
            buffer.position(buffer.limit());
        }
        // As with a real socket, whose send buffer still takes bytes after the link is gone.
        notIdle();
        return true;
    }

    @Override
    public boolean isOpen() {
        return !kept && super.isOpen();
    }

    @Override
    protected void doShutdownOutput() {
        if (!mute) {
            super.doShutdownOutput();
        }
    }

    @Override
    public void doClose() {
        kept = mute && gate.keep(getChannel());
        if (kept) {
            key.cancel();
        } else {
            super.doClose();
        }
    }

    @Override
    public void onClose(Throwable cause) {
        gate.closed(this);
        super.onClose(cause);
    }
}
