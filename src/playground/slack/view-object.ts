import type { OpenView } from './views.ts'
import type { Workspace } from './workspace.ts'

/** A view as the Web API and interactions show it to an app. */
export function viewObject({ team, app }: Workspace, open: OpenView, values: object = {}): Record<string, unknown> {
  const { id, hash, view } = open
  return {
    id,
    team_id: team.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    external_id: view.external_id ?? '',
    state: { values },
    hash,
    title: { emoji: true, ...view.title },
    close: view.close === undefined ? null : { emoji: true, ...view.close },
    submit: view.submit === undefined ? null : { emoji: true, ...view.submit },
    clear_on_close: view.clear_on_close === true,
    notify_on_close: view.notify_on_close === true,
    previous_view_id: null,
    root_view_id: id,
    app_id: app.id,
    app_installed_team_id: team.id,
    bot_id: app.botId,
  }
}
