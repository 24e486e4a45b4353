-- The figures as people corrected them: what every other view reads. Rejected ones are left out.
-- Of most nobody said anything: they pass as they are, so that what a query asks of them reaches the table.
-- comments from: figures, v_corrections
create or replace view corrected_figures as
select *, null::varchar as reviewed
from figures
where figure_id not in (select record_id from corrections)
union all
select
    f.* replace (
        helpers.as_corrected(c.changes, 'value', f.value) as value,
        helpers.as_corrected(c.changes, 'value_high', f.value_high) as value_high,
        helpers.as_corrected(c.changes, 'unit', f.unit) as unit,
        helpers.as_corrected(c.changes, 'dimension', f.dimension) as dimension,
        helpers.as_corrected(c.changes, 'counter', f.counter) as counter,
        helpers.as_corrected(c.changes, 'per', f.per) as per,
        helpers.as_corrected(c.changes, 'bound', f.bound) as bound,
        helpers.as_corrected(c.changes, 'approximate', f.approximate) as approximate,
        helpers.as_corrected(c.changes, 'metric', f.metric) as metric,
        helpers.as_corrected(c.changes, 'metric_text', f.metric_text) as metric_text,
        helpers.as_corrected(c.changes, 'measure', f.measure) as measure,
        helpers.as_corrected(c.changes, 'basis', f.basis) as basis,
        helpers.as_corrected(c.changes, 'subject_text', f.subject_text) as subject_text,
        helpers.as_corrected(c.changes, 'subject_entity_id', f.subject_entity_id) as subject_entity_id,
        helpers.as_corrected(c.changes, 'period_start', f.period_start) as period_start,
        helpers.as_corrected(c.changes, 'period_end', f.period_end) as period_end,
        helpers.as_corrected(c.changes, 'modality', f.modality) as modality,
        helpers.as_corrected(c.changes, 'value_base', f.value_base) as value_base,
        helpers.as_corrected(c.changes, 'unit_base', f.unit_base) as unit_base,
        helpers.as_corrected(c.changes, 'amount_krw', f.amount_krw) as amount_krw,
        helpers.as_corrected(c.changes, 'amount_usd', f.amount_usd) as amount_usd,
        helpers.as_corrected(c.changes, 'fx_rate', f.fx_rate) as fx_rate,
        helpers.as_corrected(c.changes, 'fx_on', f.fx_on) as fx_on,
        helpers.as_corrected(c.changes, 'fx_source', f.fx_source) as fx_source,
        helpers.as_corrected(c.changes, 'stated_rate_deviation', f.stated_rate_deviation) as stated_rate_deviation,
        helpers.sure_of(c.verdict, NULL, [], f.confidence) as confidence,
        helpers.sure_of(c.verdict, c.changes, ['metric'], f.metric_confidence) as metric_confidence,
        helpers.sure_of(c.verdict, c.changes, ['subject_text', 'subject_entity_id'], f.subject_confidence) as subject_confidence,
        helpers.sure_of(c.verdict, c.changes, ['period_start', 'period_end'], f.period_confidence) as period_confidence,
        helpers.sure_of(c.verdict, c.changes, ['modality'], f.modality_confidence) as modality_confidence
    ),
    c.reviewed
from figures as f
semi join corrections as said on said.record_id = f.figure_id
left join v_corrections as c on c.record_id = f.figure_id
where c.verdict is distinct from 'reject';

comment on view corrected_figures is 'Figures as people corrected them, without rejected ones. / 사람의 수정을 반영한 수치 (삭제된 것 제외).';
