// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.runtime;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Stand-ins for interfaces of the framework. */
final class Fakes {

    private Fakes() {}

    static <T> T of(Class<T> type, InvocationHandler behaviour) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, behaviour));
    }
}
