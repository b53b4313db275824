// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.transport.modbus.runtime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;

/** A line that flips, loses and invents bytes: each of them about once in so many. */
final class NoisyInput extends FilterInputStream {

    private final Random random = new Random(31);
    private final int rarely;

    NoisyInput(InputStream in, int rarely) {
        super(in);
        this.rarely = rarely;
    }

    @Override
    public byte[] readNBytes(int count) throws IOException {
        byte[] clean = in.readNBytes(count);
        byte[] noisy = new byte[2 * clean.length];
        int length = 0;
        for (byte one : clean) {
            switch (random.nextInt(rarely)) {
                case 0 -> noisy[length++] = (byte) (one ^ 1 << random.nextInt(8));
                case 1 -> {
                    noisy[length++] = (byte) random.nextInt();
                    noisy[length++] = one;
                }
                case 2 -> {
                    // lost
                }
                default -> noisy[length++] = one;
            }
        }
        return Arrays.copyOf(noisy, length);
    }
}
