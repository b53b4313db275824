// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.hotswap;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process holds. */
record Resources(int threads, long files, long heapKiB) {

    /** Counted now, after a collection of garbage. */
    static Resources now() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        long files =
                ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
        return new Resources(ManagementFactory.getThreadMXBean().getThreadCount(), files, heap);
    }
}
