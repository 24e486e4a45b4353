-- The figures as people corrected them: what every other view reads. Rejected ones are left out.
-- comments from: figures, v_corrections
create or replace view corrected_figures as
select
    f.* replace (
        as_corrected(c.changes, 'value', f.value) as value,
        as_corrected(c.changes, 'value_high', f.value_high) as value_high,
        as_corrected(c.changes, 'unit', f.unit) as unit,
        as_corrected(c.changes, 'dimension', f.dimension) as dimension,
        as_corrected(c.changes, 'counter', f.counter) as counter,
        as_corrected(c.changes, 'per', f.per) as per,
        as_corrected(c.changes, 'bound', f.bound) as bound,
        as_corrected(c.changes, 'approximate', f.approximate) as approximate,
        as_corrected(c.changes, 'metric', f.metric) as metric,
        as_corrected(c.changes, 'metric_text', f.metric_text) as metric_text,
        as_corrected(c.changes, 'measure', f.measure) as measure,
        as_corrected(c.changes, 'basis', f.basis) as basis,
        as_corrected(c.changes, 'subject_text', f.subject_text) as subject_text,
        as_corrected(c.changes, 'subject_entity_id', f.subject_entity_id) as subject_entity_id,
        as_corrected(c.changes, 'period_start', f.period_start) as period_start,
        as_corrected(c.changes, 'period_end', f.period_end) as period_end,
        as_corrected(c.changes, 'modality', f.modality) as modality,
        as_corrected(c.changes, 'value_base', f.value_base) as value_base,
        as_corrected(c.changes, 'unit_base', f.unit_base) as unit_base,
        as_corrected(c.changes, 'amount_krw', f.amount_krw) as amount_krw,
        as_corrected(c.changes, 'amount_usd', f.amount_usd) as amount_usd,
        as_corrected(c.changes, 'fx_rate', f.fx_rate) as fx_rate,
        as_corrected(c.changes, 'fx_on', f.fx_on) as fx_on,
        as_corrected(c.changes, 'fx_source', f.fx_source) as fx_source,
        as_corrected(c.changes, 'stated_rate_deviation', f.stated_rate_deviation) as stated_rate_deviation,
        sure_of(c.verdict, NULL, [], f.confidence) as confidence,
        sure_of(c.verdict, c.changes, ['metric'], f.metric_confidence) as metric_confidence,
        sure_of(c.verdict, c.changes, ['subject_text', 'subject_entity_id'], f.subject_confidence) as subject_confidence,
        sure_of(c.verdict, c.changes, ['period_start', 'period_end'], f.period_confidence) as period_confidence,
        sure_of(c.verdict, c.changes, ['modality'], f.modality_confidence) as modality_confidence
    ),
    c.reviewed
from figures as f
left join v_corrections as c on c.record_id = f.figure_id
where c.verdict is distinct from 'reject';

comment on view corrected_figures is 'Figures as people corrected them, without rejected ones. / 사람의 수정을 반영한 수치 (삭제된 것 제외).';
