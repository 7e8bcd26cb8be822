package io.focusforge.orchestrator.prompt;

import io.quarkus.qute.Expression;
import io.quarkus.qute.LoopSectionHelper;
import io.quarkus.qute.ResolutionContext;
import io.quarkus.qute.ResultNode;
import io.quarkus.qute.Scope;
import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.SectionHelper;
import io.quarkus.qute.SectionHelperFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** {@code {#for}} and {@code {#each}}, which go round a bounded number of times in one rendering: a number is something to loop over, too. */
final class BoundedLoop implements SectionHelperFactory<SectionHelper> {
    private final LoopSectionHelper.Factory loops = new LoopSectionHelper.Factory();

    @Override
    public List<String> getDefaultAliases() {
        return loops.getDefaultAliases();
    }

    @Override
    public ParametersInfo getParameters() {
        return loops.getParameters();
    }

    @Override
    public List<String> getBlockLabels() {
        return loops.getBlockLabels();
    }

    @Override
    public Scope initializeBlock(Scope outer, BlockInfo block) {
        return loops.initializeBlock(outer, block);
    }

    @Override
    public SectionHelper initialize(SectionInitContext context) {
        var loop = loops.initialize(context);
        return rendering -> loop.resolve(new Counted(rendering));
    }

    private record Counted(SectionHelper.SectionResolutionContext around)
            implements SectionHelper.SectionResolutionContext {
        @Override
        public CompletionStage<Map<String, Object>> evaluate(Map<String, Expression> parameters) {
            return around.evaluate(parameters);
        }

        @Override
        public ResolutionContext resolutionContext() {
            return new Sized(around.resolutionContext());
        }

        @Override
        public ResolutionContext newResolutionContext(Object data, Map<String, SectionBlock> extendingBlocks) {
            return around.newResolutionContext(data, extendingBlocks);
        }

        @Override
        public CompletionStage<ResultNode> execute(SectionBlock block, ResolutionContext context) {
            ((Rounds) context.getAttribute(Rounds.NAME)).add(1);
            return around.execute(block, context);
        }

        @Override
        public Map<String, Object> getParameters() {
            return around.getParameters();
        }
    }

    /** What is left of them. */
    static final class Rounds {
        static final String NAME = "rounds";
        private static final int MOST = 10_000;
        private long made;

        void add(long more) {
            made += more;
            if (made > MOST) {
                throw new PromptException("loops more than " + MOST + " times");
            }
        }
    }
}
