package org.opengms.directory;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something that is made from another thing when it is first wanted, kept, and made anew once that
/// other thing is another.
///
/// @param <S> what it is made from; compared by `equals`
/// @param <T> what is made; for many threads at once
public final class MadeFrom<S, T> implements Supplier<T> {
    private final Supplier<? extends S> source;
    private final Function<? super S, ? extends T> make;
    private volatile @Nullable Made<S, T> kept;

    /// @param source asked each time that the thing is wanted, so it should answer at once
    public MadeFrom(Supplier<? extends S> source, Function<? super S, ? extends T> make) {
        this.source = source;
        this.make = make;
    }

    @Override
    public T get() {
        S from = source.get();
        Made<S, T> made = kept;
        return made != null && made.from().equals(from) ? made.what() : made(from);
    }

    private synchronized T made(S from) {
        Made<S, T> made = kept;
        if (made == null || !made.from().equals(from)) {
            made = new Made<>(from, make.apply(from));
            kept = made;
        }
        return made.what();
    }

    private record Made<S, T>(S from, T what) {}
}
